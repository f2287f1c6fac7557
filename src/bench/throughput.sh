#!/usr/bin/env bash
# Requests a second of the service beside a bare JAX-RS resource on the same server, and where the
# time of the slowest goes.
#
#   ./mvnw package -DskipTests && src/bench/throughput.sh [payara|wildfly]
#
# After ./mvnw verify (with -Pwildfly for WildFly), which unpacks the server into target/server.
set -euo pipefail
cd "$(dirname "$0")/../.."
server=${1:-payara}
root=$PWD
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid"; rm -rf "$work"' EXIT

./mvnw -q dependency:build-classpath -Dmdep.outputFile="$work/classpath" >/dev/null
mkdir -p "$work/bare/WEB-INF/classes"
javac -proc:none -cp "$(cat "$work/classpath")" -d "$work/bare/WEB-INF/classes" \
  src/bench/java/org/quantonium/bench/Bare.java
jar --create --file "$work/bare.war" -C "$work/bare" .

free() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
port=$(free)
limits=$(sed -n 's:.*<limits>\(.*\)</limits>.*:\1:p' pom.xml)
# Two more compilers, which are soon idle. A recording, of nothing: the first one that is started has
# all compiled code thrown away.
options="-XX:CICompilerCount=4 -XX:-UseDynamicNumberOfCompilerThreads -XX:FlightRecorderOptions=stackdepth=256 -XX:StartFlightRecording=settings=none $limits --add-modules=jdk.incubator.vector -Xms1g -Xmx1g -Dquantonium.data.directory=$work/data -Dmp.jwt.verify.issuer=http://127.0.0.1:$port"
if [ "$server" = payara ]; then
  java $options -jar target/server/payara-micro.jar --port "$port" --nocluster --disablephonehome \
    --prebootcommandfile server-config/payara-micro/pre-boot.asadmin \
    --deploy target/quantonium.war --deploy "$work/bare.war" > "$work/log" 2>&1 &
  pid=$!
else
  cp -r target/server/wildfly/standalone "$work/standalone"
  rm -rf "$work/standalone/deployments"/* "$work/standalone/data"
  # A test that was cut short leaves its deployment in the configuration.
  sed -i '/<deployments>/,/<\/deployments>/d' "$work/standalone/configuration/quantonium.xml"
  cp target/quantonium.war "$work/bare.war" "$work/standalone/deployments/"
  JAVA_OPTS="-Djava.net.preferIPv4Stack=true $options" LAUNCH_JBOSS_IN_BACKGROUND=1 \
    target/server/wildfly/bin/standalone.sh -c quantonium.xml -b 127.0.0.1 \
    -Djboss.server.base.dir="$work/standalone" -Djboss.http.port="$port" -Djboss.https.port=0 \
    -Djboss.management.http.port="$(free)" > "$work/log" 2>&1 &
  pid=$!
fi
answers() { [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/$1")" = "$2" ]; }
for _ in $(seq 120); do
  if answers .well-known/jwks.json 200 && answers bare/run 405; then break; fi
  kill -0 "$pid" || { cat "$work/log" >&2; exit 1; }
  sleep 1
done
javac -d "$work/bench" src/bench/java/org/quantonium/bench/{HttpBench,BenchClients,Breakdown}.java
bench() { java -cp "$work/bench" "org.quantonium.bench.$1" "${@:2}"; }
credentials=$(cat "$work/data/bootstrap-secret")
jvm=$(pgrep -P "$pid" java || echo "$pid")
bench HttpBench "http://127.0.0.1:$port" "$credentials" "$jvm"

# Where the time of a simulation goes.
bench HttpBench "http://127.0.0.1:$port" "$credentials" "$jvm" 20 &
load=$!
sleep 6
jcmd "$jvm" JFR.start settings=profile duration=12s filename="$work/run.jfr" > "$work/jcmd"
wait "$load"
bench Breakdown "$work/run.jfr"
echo "data: $(du -sh "$work/data" | cut -f1)"
