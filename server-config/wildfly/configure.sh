#!/bin/sh
# Gives a WildFly what this service needs of it: makes standalone/configuration/quantonium.xml from
# its standalone.xml. Start it with: bin/standalone.sh -c quantonium.xml
set -eu
home=${1:?usage: configure.sh WILDFLY_HOME}
here=$(cd "$(dirname "$0")" && pwd)
cp "$home/standalone/configuration/standalone.xml" "$home/standalone/configuration/quantonium.xml"
exec "$home/bin/jboss-cli.sh" --file="$here/quantonium.cli"
