package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.tariffs.TariffEvent.TariffReplaced;
import tools.jackson.databind.JsonNode;

/** A node of the next version beside one of this: the next writes an event of a revision that this one does not know. */
class RollingUpgradeE2E {

    private static final String TARIFF = "/ocpi/cpo/2.3.0/tariffs/NL/TNM/";
    private static final String SESSION = "/ocpi/emsp/2.3.0/sessions/NL/TNM/";

    @TempDir
    Path directory;

    @TempDir
    Path nextVersion;

    @Test
    void whatTheNextVersionWritesIsNeitherMisreadNorLost() throws Exception {
        writeNextRevision();
        try (SharedStores stores = SharedStores.start(directory);
                RunningPlatform old = stores.start("old")) {
            String token = old.provisionToken("CPO", "NL", "TNM");
            assertThat(old.partner(token).put(TARIFF + "T0", tariff("T0")).outcome())
                    .isEqualTo("201/1000");

            try (RunningPlatform next =
                    RunningPlatform.startVersion(nextVersion, stores.directoryOf("next"), stores.settings("next"))) {
                assertThat(next.partner(token).put(TARIFF + "T1", tariff("T1")).outcome())
                        .isEqualTo("201/1000");

                // The old node's processors do not get past the event, so the next one takes them over.
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    for (JsonNode projection :
                            old.admin().get("/admin/projections").json()) {
                        assertThat(projection.path("node").asString())
                                .as(projection.toString())
                                .isEqualTo("next");
                        assertThat(projection.get("lag").asLong()).isZero();
                    }
                });
                for (RunningPlatform node : List.of(old, next)) {
                    assertThat(node.partner(token).get(TARIFF + "T1").outcome()).isEqualTo("200/1000");
                    assertThat(node.partner(token)
                                    .get("/ocpi/cpo/2.3.0/tariffs")
                                    .data()
                                    .size())
                            .isEqualTo(2);
                    Http.Answer readiness = node.http().get("/actuator/health/readiness");
                    assertThat(readiness.status()).as(readiness.toString()).isEqualTo(200);
                    for (JsonNode projection :
                            node.admin().get("/admin/projections").json()) {
                        assertThat(projection.get("dead_letters").asLong())
                                .as(projection.toString())
                                .isZero();
                    }
                }

                // The old node goes on with what it understands, and says what it does not.
                Http.Answer misunderstood =
                        old.partner(token).put(TARIFF + "T1", tariff("T1").replace("EUR", "CHF"));
                assertThat(misunderstood.outcome()).isEqualTo("200/3000");
                assertThat(misunderstood.message()).contains("later version");
                assertThat(old.partner(token)
                                .put(SESSION + "S1", SessionJson.aSession("S1", "DE", "ABC", "2026-01-10T10:00:00Z"))
                                .outcome())
                        .isEqualTo("201/1000");
                assertThat(next.partner(token)
                                .put(TARIFF + "T1", tariff("T1").replace("EUR", "CHF"))
                                .outcome())
                        .isEqualTo("200/1000");

                old.close();
                try (RunningPlatform upgraded =
                        RunningPlatform.startVersion(nextVersion, stores.directoryOf("old"), stores.settings("old"))) {
                    assertThat(upgraded.partner(token)
                                    .put(TARIFF + "T1", tariff("T1").replace("EUR", "SEK"))
                                    .outcome())
                            .isEqualTo("200/1000");
                    assertThat(upgraded.partner(token)
                                    .get(TARIFF + "T1")
                                    .data()
                                    .get("currency")
                                    .asString())
                            .isEqualTo("SEK");
                    assertThat(upgraded.partner(token).get(SESSION + "S1").outcome())
                            .isEqualTo("200/1000");
                }
            }
        }
    }

    private static String tariff(String id) {
        return """
                {"country_code":"NL","party_id":"TNM","id":"%s","currency":"EUR","tax_included":"NO",
                 "elements":[{"price_components":[{"type":"ENERGY","price":0.30,"step_size":1}]}],
                 "last_updated":"2026-01-10T10:00:00Z"}
                """.formatted(id);
    }

    /** The event's class as it would be if its revision had been raised. */
    private void writeNextRevision() throws Exception {
        ClassFile classFile = ClassFile.of();
        String name = TariffReplaced.class.getName().replace('.', '/') + ".class";
        byte[] present;
        try (InputStream in = TariffReplaced.class.getClassLoader().getResourceAsStream(name)) {
            present = in.readAllBytes();
        }
        byte[] raised = classFile.transformClass(
                classFile.parse(present),
                ClassTransform.dropping(RuntimeVisibleAnnotationsAttribute.class::isInstance)
                        .andThen(ClassTransform.endHandler(builder ->
                                builder.with(RuntimeVisibleAnnotationsAttribute.of(annotations(classFile, present))))));
        Path target = nextVersion.resolve(name);
        Files.createDirectories(target.getParent());
        Files.write(target, raised);
    }

    private static List<Annotation> annotations(ClassFile classFile, byte[] present) {
        ClassDesc revision = ClassDesc.of(Revision.class.getName());
        return classFile
                .parse(present)
                .findAttribute(java.lang.classfile.Attributes.runtimeVisibleAnnotations())
                .orElseThrow()
                .annotations()
                .stream()
                .map(annotation -> annotation.classSymbol().equals(revision)
                        ? Annotation.of(
                                revision, AnnotationElement.of("value", AnnotationValue.ofString(next(annotation))))
                        : annotation)
                .toList();
    }

    private static String next(Annotation revision) {
        AnnotationValue.OfString value =
                (AnnotationValue.OfString) revision.elements().getFirst().value();
        return String.valueOf(Integer.parseInt(value.stringValue()) + 1);
    }
}
