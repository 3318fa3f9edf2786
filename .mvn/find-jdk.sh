# Sourced by mvnw: picks an installed JDK 25 when the default one is another version.
jdk25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25\b'; }

if [ -n "${JAVA_HOME-}" ] && jdk25 "$JAVA_HOME"; then
  :
elif [ -z "${JAVA_HOME-}" ] && command -v javac >/dev/null 2>&1 && javac -version 2>&1 | grep -q '^javac 25\b'; then
  :
else
  set +f
  found=
  for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.jbang/cache/jdks/*; do
    if jdk25 "$candidate"; then
      found=$candidate
      break
    fi
  done
  set -f
  if [ -z "$found" ]; then
    echo "This build needs a JDK 25 and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
    exit 1
  fi
  JAVA_HOME=$found
  export JAVA_HOME
fi
