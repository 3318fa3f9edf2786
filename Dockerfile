# syntax=docker/dockerfile:1.7

FROM eclipse-temurin:25.0.4_7-jdk-noble AS build
RUN useradd --create-home --uid 10001 ocpi
USER ocpi
WORKDIR /home/ocpi/source
COPY --chown=ocpi:ocpi . .
RUN --mount=type=cache,target=/home/ocpi/.m2,uid=10001,gid=10001 \
    ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip=true -pl app -am package
RUN java -Djarmode=tools -jar app/target/ocpi-platform.jar extract --layers --destination /home/ocpi/extracted

# The cache is made in this stage as well: only the very JVM that wrote it can use it.
FROM eclipse-temurin:25.0.4_7-jre-noble AS runtime
LABEL org.opencontainers.image.title="OCPI platform" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --user-group --home-dir /opt/ocpi --shell /usr/sbin/nologin ocpi \
 && install -d -o ocpi -g ocpi -m 0755 /opt/ocpi \
 && install -d -o ocpi -g ocpi -m 0700 /var/lib/ocpi /var/lib/ocpi/data /var/lib/ocpi/keys
WORKDIR /opt/ocpi
USER 10001:10001
ENV JVM_FLAGS="@/opt/ocpi/jvm.options -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError" \
    SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    OCPI_DATA_DIR=/var/lib/ocpi/data
# Libraries change rarely and come first; only the last of these layers differs between most builds.
COPY --from=build --chown=10001:10001 /home/ocpi/extracted/dependencies/ ./
COPY --from=build --chown=10001:10001 /home/ocpi/extracted/spring-boot-loader/ ./
COPY --from=build --chown=10001:10001 /home/ocpi/extracted/snapshot-dependencies/ ./
COPY --from=build --chown=10001:10001 /home/ocpi/extracted/application/ ./
COPY --chown=10001:10001 --chmod=0444 deploy/jvm.options ./
COPY --chown=10001:10001 --chmod=0555 deploy/image/ ./bin/
RUN ./bin/train /opt/ocpi
VOLUME /var/lib/ocpi
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 CMD ["/opt/ocpi/bin/healthcheck"]
# exec: the JVM takes the place of the shell, and so gets the signal to stop.
ENTRYPOINT ["/bin/bash", "-c", "exec java $JVM_FLAGS -XX:AOTCache=/opt/ocpi/platform.aot -jar /opt/ocpi/ocpi-platform.jar \"$@\"", "ocpi-platform"]
