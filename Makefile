.DEFAULT_GOAL := help
.PHONY: help build check format test clean

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Build what ./greengrocer runs
	./mvnw -B -q -pl cli,web -am package -DskipTests

check: ## Everything that must hold before a commit lands: all tests, format, floors
	./mvnw -B verify

test: ## Unit tests only
	./mvnw -B test

format: ## Format every Java file
	./mvnw -B -q spotless:apply

clean: ## Remove what was built
	./mvnw -B -q clean
