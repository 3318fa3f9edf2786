package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of the files of docs/deployment.md without running them. */
class DeploymentFilesTest {

    /** The build sets {@code basedir}; elsewhere tests run in their module's directory. */
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private static final Pattern IMAGE = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)*([._-][a-z0-9._-]+)?");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z0-9_]+)(:?[-?][^}]*)?}");

    /** Settings of Spring Boot and Axon that nodes are given beside those of the platform. */
    private static final Set<String> OTHER_SETTINGS = Set.of(
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
            "SERVER_FORWARD_HEADERS_STRATEGY",
            "AXON_AXONSERVER_ENABLED",
            "AXON_AXONSERVER_SERVERS",
            "AXON_AXONSERVER_TOKEN",
            "SERVER_ADDRESS",
            "SERVER_PORT");

    private static String text;
    private static Map<String, Object> compose;
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
        compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        services = cast(compose.get("services"));
    }

    @TestFactory
    Stream<DynamicTest> imagesHaveExactTags() {
        return everyService((name, service) ->
                assertThat((String) service.get("image")).matches(IMAGE).doesNotContain("latest"));
    }

    @TestFactory
    Stream<DynamicTest> servicesHaveLimitsAndNoPrivileges() {
        return everyService((name, service) -> {
            Map<String, Object> limits = cast(at(service, "deploy", "resources", "limits"));
            assertThat(limits).containsOnlyKeys("cpus", "memory", "pids");
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service).doesNotContainKeys("privileged", "cap_add", "network_mode", "pid");
            assertThat(service).containsKeys("restart", "read_only", "logging");
            assertThat(text).doesNotContain("docker.sock");
        });
    }

    @TestFactory
    Stream<DynamicTest> servicesThatStayHaveHealthChecks() {
        return everyService((name, service) -> {
            if (isOneShot(name)) {
                assertThat(service.get("restart").toString()).startsWith("on-failure");
            } else {
                Map<String, Object> check = cast(service.get("healthcheck"));
                assertThat(check).containsKeys("test", "interval", "timeout", "retries");
                assertThat(service.get("restart")).isEqualTo("unless-stopped");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> dependenciesAreThereAndCanBeWaitedFor() {
        return everyService((name, service) -> dependencies(service).forEach((other, how) -> {
            assertThat(services).containsKey(other);
            assertThat(how.get("condition"))
                    .isEqualTo(isOneShot(other) ? "service_completed_successfully" : "service_healthy");
            if (services.get(other).containsKey("profiles") && !service.containsKey("profiles")) {
                assertThat(how.get("required")).isEqualTo(false);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsMountedIsThere() {
        Map<String, Object> volumes = cast(compose.get("volumes"));
        Set<String> used = new TreeSet<>();
        List<DynamicTest> tests = everyService((name, service) -> {
                    for (String mount : Mounts.of(service)) {
                        String source = mount.substring(0, mount.indexOf(':'));
                        if (source.startsWith("./")) {
                            assertThat(ROOT.resolve(source)).exists();
                            assertThat(mount).endsWith(":ro");
                        } else {
                            assertThat(volumes).containsKey(source);
                            used.add(source);
                        }
                    }
                })
                .collect(Collectors.toCollection(ArrayList::new));
        tests.add(DynamicTest.dynamicTest(
                "no volume is left over", () -> assertThat(used).isEqualTo(new TreeSet<>(volumes.keySet()))));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> settingsOfNodesAreKnown() {
        Set<String> known = settings(PlatformSettings.class, "OCPI");
        assertThat(known).contains("OCPI_SECRET_KEY", "OCPI_EVENT_STORE_POOL_SIZE", "OCPI_BACKOFFICE_ADMIN_USERNAME");
        return nodes().map(name -> DynamicTest.dynamicTest(name, () -> {
            Map<String, Object> environment = cast(services.get(name).get("environment"));
            assertThat(environment.keySet())
                    .allSatisfy(variable -> assertThat(known.contains(variable) || OTHER_SETTINGS.contains(variable))
                            .as(variable)
                            .isTrue());
        }));
    }

    @Test
    void nodesDifferOnlyInTheirNamesAndDirectories() {
        assertThat(nodes()).hasSizeGreaterThanOrEqualTo(2);
        Set<Object> ids = nodes().map(name -> at(services.get(name), "environment", "OCPI_NODE_ID"))
                .collect(Collectors.toSet());
        assertThat(ids).hasSize((int) nodes().count());
        Set<Map<String, Object>> shared = nodes().map(name -> {
                    Map<String, Object> environment = new TreeMap<>(DeploymentFilesTest.<Map<String, Object>>cast(
                            services.get(name).get("environment")));
                    environment.remove("OCPI_NODE_ID");
                    return environment;
                })
                .collect(Collectors.toSet());
        assertThat(shared).hasSize(1);
        assertThat(shared.iterator().next())
                .containsKeys(
                        "OCPI_SECRET_KEY",
                        "OCPI_ADMIN_TOKEN",
                        "OCPI_BACKOFFICE_APPLICATION_TOKEN",
                        "OCPI_BACKOFFICE_SIGNING_KEYS",
                        "OCPI_AUDIT_KEYS");
    }

    @Test
    void noSecretHasADefaultAndEachIsMade() throws IOException {
        String made = Files.readString(ROOT.resolve("deploy/make-secrets"));
        Matcher variables = VARIABLE.matcher(text);
        int secrets = 0;
        while (variables.find()) {
            String name = variables.group(1);
            if (name.matches(".*(PASSWORD|TOKEN|KEY|CLUSTER_ID)")) {
                secrets++;
                assertThat(made).contains("keep_or_make " + name + " ");
                assertThat(variables.group(2)).as(name).startsWith(":?");
            }
        }
        assertThat(secrets).isGreaterThanOrEqualTo(8);
        assertThat(text).doesNotContainPattern("(?i)(password|token|secret|key): *\"?[a-z0-9]{4,}\"?\\s");
    }

    @Test
    void onlyTheLoadBalancerIsReachedFromOutsideUnlessAProfileSaysSo() {
        services.forEach((name, service) -> {
            if (!service.containsKey("profiles")) {
                assertThat(service.containsKey("ports")).as(name).isEqualTo(name.equals("load-balancer"));
            }
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports)
                        .allSatisfy(port -> assertThat(DeploymentFilesTest.<Map<String, Object>>cast(port)
                                        .get("host_ip")
                                        .toString())
                                .contains("127.0.0.1"));
            }
        });
    }

    @Test
    void theImageIsBuiltOnExactTagsAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        List<String> bases = lines.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(bases)
                .hasSize(2)
                .allSatisfy(base -> assertThat(base).matches("eclipse-temurin:25\\.\\d+\\.\\d+_\\d+-(jdk|jre)-[a-z]+"));
        assertThat(bases.stream()
                        .map(base -> base.replaceAll("-(jdk|jre)-", "-"))
                        .distinct())
                .as("the same Java everywhere")
                .hasSize(1);
        String last = lines.stream()
                .filter(line -> line.startsWith("USER "))
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last).isEqualTo("USER 10001:10001");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("HEALTHCHECK "))
                .anyMatch(line -> line.equals("STOPSIGNAL SIGTERM"))
                .anyMatch(line -> line.startsWith("ENTRYPOINT [") && line.contains("exec java"));
    }

    @Test
    void whatTheImageCopiesIsThereAndSecretsAreNot() throws IOException {
        List<String> ignored = Files.readAllLines(ROOT.resolve(".dockerignore"));
        assertThat(ignored).contains("*", "**/.env", "**/target");
        for (String line : ignored) {
            if (line.startsWith("!") && !line.contains("*")) {
                assertThat(ROOT.resolve(line.substring(1))).exists();
            }
        }
        for (Path script : List.of(Path.of("healthcheck"), Path.of("train"))) {
            assertThat(ROOT.resolve("deploy/image").resolve(script)).isExecutable();
        }
        assertThat(ROOT.resolve("deploy/make-secrets")).isExecutable();
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains(".env");
    }

    /** The mounts of a service, each {@code source:target[:mode]}. */
    private static final class Mounts {

        private Mounts() {}

        static List<String> of(Map<String, Object> service) {
            return service.get("volumes") instanceof List<?> volumes
                    ? volumes.stream().map(Object::toString).toList()
                    : List.of();
        }
    }

    private interface Check {

        void accept(String name, Map<String, Object> service);
    }

    private static Stream<DynamicTest> everyService(Check check) {
        return services.entrySet().stream()
                .map(service -> DynamicTest.dynamicTest(
                        service.getKey(), () -> check.accept(service.getKey(), service.getValue())));
    }

    private static Stream<String> nodes() {
        return services.keySet().stream().filter(name -> name.startsWith("platform-"));
    }

    private static boolean isOneShot(String name) {
        return name.endsWith("-init");
    }

    private static Map<String, Map<String, Object>> dependencies(Map<String, Object> service) {
        return service.containsKey("depends_on") ? cast(service.get("depends_on")) : Map.of();
    }

    /** The environment variables of all settings of a record and of those in it. */
    private static Set<String> settings(Class<?> settings, String prefix) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : settings.getRecordComponents()) {
            String name = prefix + "_"
                    + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                names.addAll(settings(component.getType(), name));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static Object at(Object from, String... path) {
        Object here = from;
        for (String step : path) {
            here = DeploymentFilesTest.<Map<String, Object>>cast(here).get(step);
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
