# shellcheck shell=sh disable=SC2154 # what is set elsewhere is named below
# What the two launchers share: that of a clone (greengrocer), which builds first, and that of a package (bin/greengrocer).
# The script that reads this file has set
#   home   the folder that holds models/bundled
#   conf   the folder of the Java virtual machine's options
# and sets, between choose_program and launch,
#   classes   the class path
#   archive   where the classes that a start loads are written down, for quicker starts
#   built     a file that is newer than the archive when the archive is out of date
# and, if it has a place for them,
#   natives   the folder into which native libraries are unpacked
#   base      where the classes of a Java runtime that comes without an archive of them are written down

# The commands of the web are another program: it carries what serves, and nothing that trains.
choose_program() {
  case ${1:-} in
    serve | db | doctor | export) program=server main=dev.greengrocer.web.command.GreengrocerWeb ;;
    *) program=command main=dev.greengrocer.cli.GreengrocerCommand ;;
  esac
}

# find_java KIND sets java and version: the package's own runtime, JAVA_HOME's, or the first on the PATH.
find_java() {
  if [ -x "$home/runtime/bin/java" ]; then
    java=$home/runtime/bin/java
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
  else
    java=java
  fi
  if ! command -v "$java" >/dev/null 2>&1; then
    echo "greengrocer: no Java found; install $1 17 or newer and put it on the PATH or set JAVA_HOME" >&2
    exit 2
  fi
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$(dirname "$(readlink -f "$(command -v "$java")")")/../release" 2>/dev/null || true)
  if [ "${version:-17}" -lt 17 ]; then
    echo "greengrocer: $java is Java $version; install $1 17 or newer and put it on the PATH or set JAVA_HOME" >&2
    exit 2
  fi
}

# Becomes Java with the program's options; what is given follows them.
become_java() {
  command=$1
  shift
  # From Java 24 on, a class that calls native code is named in a warning unless that was allowed.
  if [ "${version:-17}" -ge 24 ]; then set -- --enable-native-access=ALL-UNNAMED "$@"; fi
  # The optimizing compiler would take a core from the native libraries, which do the work of predict.
  if [ "$command" = predict ]; then set -- -XX:TieredStopAtLevel=1 "$@"; fi
  # A million rows are worth the optimizing compiler, and take little memory.
  if [ "$command" = export ]; then set -- -XX:TieredStopAtLevel=4 -Xmx128m "$@"; fi
  if [ -n "${natives:-}" ]; then set -- -Dorg.bytedeco.javacpp.cachedir="$natives" "$@"; fi
  exec "$java" "@$conf/$program.options" -Dgreengrocer.home="$home" "$@"
}

# What most people do with the program, done once without a user.
rehearse() {
  if [ "$program" = server ]; then
    set -- serve --rehearse
  else
    set -- predict "$home/docs/images/web/answer.png"
  fi
  rehearsed=$1
  set -- -XX:ArchiveClassesAtExit="$archive.$$" -Xlog:disable -cp "$classes" "$main" "$@"
  if [ -f "${base:-}" ]; then set -- -XX:SharedArchiveFile="$base" "$@"; fi
  (become_java "$rehearsed" "$@") >"${archive%.jsa}.log" 2>&1
}

# A rehearsal writes down which classes a start loads; a start reads them from there.
share_classes() {
  if [ -w "$(dirname "$archive")" ] && { [ ! -f "$archive" ] || [ -n "$(find "$built" -newer "$archive")" ]; }; then
    rm -f "$archive"
    if [ -n "${base:-}" ] && [ ! -f "$base" ]; then
      "$java" -Xshare:dump -XX:SharedArchiveFile="$base.$$" >/dev/null 2>&1 || true
      if [ -f "$base.$$" ]; then mv -f "$base.$$" "$base"; fi
    fi
    if rehearse; then
      mv -f "$archive.$$" "$archive"
    else
      echo "greengrocer: the rehearsal of a start failed, see ${archive%.jsa}.log; starting without" >&2
      rm -f "$archive.$$"
      : >"$archive" # not again until the next build
    fi
  fi
}

# Becomes the program.
launch() {
  command=${1:-}
  # Java 17 reads and writes file names in the locale's character set: without UTF-8, "jalapeño" is lost.
  case $(locale charmap 2>/dev/null || echo UTF-8) in
    UTF-8) ;;
    *) LC_ALL=C.UTF-8; export LC_ALL ;;
  esac
  # What OpenCV has to say comes back as an error of this program, with the name of the photo.
  export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-SILENT}"
  if [ "$program" = server ]; then export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"; fi
  # A progress bar has its place when results go elsewhere and someone watches standard error.
  if [ -t 2 ] && ! [ -t 1 ]; then terminal=true; else terminal=false; fi

  share_classes
  set -- -cp "$classes" "$main" "$@"
  # shellcheck disable=SC2086 # the user's options are words
  set -- -Dgreengrocer.terminal="$terminal" ${GREENGROCER_JAVA_OPTS:-} "$@"
  if [ -s "$archive" ]; then
    set -- -Xlog:cds=off -Xlog:cds+dynamic=off -XX:SharedArchiveFile="$archive" "$@"
  fi
  become_java "$command" "$@"
}
