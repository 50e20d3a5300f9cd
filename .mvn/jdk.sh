# Sourced by ./mvnw and ./quickstart: sets JAVA_HOME to a JDK 25 or newer, whatever `java` on the PATH is.
# Looks at JAVA_HOME, the PATH and the folders where installers put JDKs; says what to install when there is none.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${release:-0}" -ge 25 ]
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
  set -- "${on_path%/bin/javac}"
  set +f
  for folder in "$@" /usr/lib/jvm/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$folder" ] && is_jdk_25 "$folder"; then
      JAVA_HOME=$folder
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<'MESSAGE'
This project needs a JDK 25 or newer, and none was found.
Install one (for example Eclipse Temurin 25: package temurin-25-jdk on Debian and Ubuntu, cask temurin@25 on macOS),
or set JAVA_HOME to the folder of one that is installed elsewhere.
MESSAGE
  return 1
}

find_jdk_25 || exit 1
