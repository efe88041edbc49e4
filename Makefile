.DEFAULT_GOAL := help
.PHONY: help build check format test bench openapi screenshots clean

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Build what ./greengrocer runs
	./mvnw -B -q -pl cli,web -am package -DskipTests

check: ## Everything that must hold before a commit lands: all tests, format, floors
	./mvnw -B verify
	checks/slowest/run

test: ## Unit tests only
	./mvnw -B test

format: ## Format every Java file
	./mvnw -B -q spotless:apply

bench: ## Measure the short set beside its peers (downloads five gigabytes of theirs the first time)
	benchmarks/run --short

openapi: ## Write web/src/main/resources/openapi.json anew, as the controllers say
	./mvnw -B -pl web -am test -Dtest=OpenApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write=true

screenshots: ## Take the pictures of docs/web.md again (needs chromium and chromedriver)
	./mvnw -B -pl checks -am verify -Dtest=none -Dit.test=ScreenshotsIT -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dfailsafe.failIfNoSpecifiedTests=false -Dgreengrocer.screenshots=docs/images/web

clean: ## Remove what was built
	./mvnw -B -q clean
