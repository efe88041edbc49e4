# shellcheck shell=bash
# What the scripts in this folder share: Spark, the job's jar, a cluster on this machine. Sourced; wants $home and $work.

: "${home:?}" "${work:?}"

# Sets job to the jar for spark-submit, and SPARK_HOME, unless it is set, to Spark's jars as Maven has them, without any library
# of the job. Both are built where they are not there.
find_job() {
  if ! ls "$home"/spark/target/greengrocer-spark-*-job.jar >/dev/null 2>&1 && ! build_job; then
    if grep -qE 'Could not transfer|Unknown host|offline mode|Connection refused|timed out' "$work/maven.log"; then
      echo 'Skipped: Spark is not here, and Maven reaches no repository.' >&2
      exit 0
    fi
    cat "$work/maven.log" >&2
    exit 1
  fi
  job=$(find "$home/spark/target" -maxdepth 1 -name 'greengrocer-spark-*-job.jar' | head -n 1)
  if [[ -n ${SPARK_HOME:-} ]]; then
    [[ -d $SPARK_HOME/jars ]] || { echo "SPARK_HOME=$SPARK_HOME: no folder jars there" >&2; exit 2; }
    return 0
  fi
  export SPARK_HOME=$work/spark-home
  mkdir -p "$SPARK_HOME/jars"
  tr ':' '\n' <"$home/spark/target/spark.classpath" \
    | grep -vE '/(greengrocer-|org/bytedeco|com/microsoft|tools/jackson|info/picocli|com/drewnoakes|com/adobe)' \
    | grep '\.jar$' | while read -r jar; do ln -s "$jar" "$SPARK_HOME/jars/"; done
}

build_job() {
  # shellcheck disable=SC2086 # several words
  (cd "$home" && ./mvnw -B -q ${MAVEN_FLAGS:-} -pl spark -am package -DskipTests) >"$work/maven.log" 2>&1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
opens=()
for package in lang lang.invoke io net nio util util.concurrent; do
  opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
done
opens+=(--add-opens=java.base/sun.nio.ch=ALL-UNNAMED)

spark_java() { # MAIN ARGUMENT...
  exec env SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13 "$java" "${opens[@]}" "-Xmx${SPARK_HEAP:-1g}" -cp "$SPARK_HOME/jars/*" "$@"
}

# spark-submit, which not every way of getting Spark brings along.
submit() { # ARGUMENT...
  spark_java org.apache.spark.deploy.SparkSubmit "$@"
}

started=()

# Starts a master and sets master to its address.
start_master() {
  spark_java org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0 >"$work/master.log" 2>&1 &
  started+=($!)
  wait_for "$work/master.log" 'Starting Spark master at spark://'
  master=$(sed -n 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' "$work/master.log" | head -n 1)
}

# Starts a worker and sets worker to its process.
start_worker() { # NAME CORES
  mkdir -p "$work/$1"
  spark_java org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores "$2" --memory 1g \
    --work-dir "$work/$1" "$master" >"$work/$1.log" 2>&1 &
  worker=$!
  started+=("$worker")
  wait_for "$work/$1.log" 'Successfully registered with master'
}

wait_for() { # FILE WORDS
  for _ in $(seq 600); do
    if grep -q "$2" "$1" 2>/dev/null; then return 0; fi
    sleep 0.2
  done
  echo "$1: '$2' did not come within two minutes:" >&2
  tail -n 20 "$1" >&2
  exit 1
}

# Ends a process and its children at once, as the loss of a machine does.
lose() { # PID
  local children
  children=$(pgrep -P "$1" || true)
  # shellcheck disable=SC2086 # several numbers
  kill -9 "$1" $children 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

end_cluster() {
  for process in "${started[@]}"; do
    lose "$process"
  done
}

parts() { # OUT
  find "$1" -maxdepth 1 -name 'part-*.parquet' 2>/dev/null | wc -l
}

wait_for_parts() { # OUT COUNT PID
  until (($(parts "$1") >= $2)); do
    if ! kill -0 "$3" 2>/dev/null; then
      echo "the job ended before $2 parts were written" >&2
      return 1
    fi
    sleep 0.1
  done
}
