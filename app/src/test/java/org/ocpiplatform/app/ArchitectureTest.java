package org.ocpiplatform.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.NullMarked;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterface;
import org.ocpiplatform.api.ocpi.exchange.OcpiInterfaces;
import org.ocpiplatform.contract.StoredType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;

/** The house's rules that the compiler cannot keep (docs/adr/0002). */
@AnalyzeClasses(
        packages = "org.ocpiplatform",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoSamples.class})
class ArchitectureTest {

    private static final String ROOT = "org.ocpiplatform.";

    /** Leaves out the samples that other modules' tests share. */
    static final class NoSamples implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule theVocabularyKnowsNoFramework = noClasses()
            .that()
            .resideInAPackage(ROOT + "ocpi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework..",
                    "org.springframework..",
                    "com.mongodb..",
                    "org.bson..",
                    "jakarta.servlet..",
                    ROOT + "contract..");

    @ArchTest
    static final ArchRule contractsKnowNoStoreAndNoWeb = noClasses()
            .that()
            .resideInAPackage(ROOT + "contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "com.mongodb..", "org.bson..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule theCommandSideKnowsNoReadStoreAndNoEdge = noClasses()
            .that()
            .resideInAPackage(ROOT + "write..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.mongodb..",
                    "org.bson..",
                    "org.springframework.web..",
                    ROOT + "read..",
                    ROOT + "api..",
                    ROOT + "eventstore..");

    @ArchTest
    static final ArchRule theQuerySideKnowsNoAggregatesAndNoEdge = noClasses()
            .that()
            .resideInAPackage(ROOT + "read..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axonframework.modelling..", "org.springframework.web..", ROOT + "write..", ROOT + "api..");

    @ArchTest
    static final ArchRule onlyHistoryLooksAtWhatIsStored = noClasses()
            .that()
            .resideInAPackage(ROOT + "read..")
            .and()
            .resideOutsideOfPackage(ROOT + "read.history..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "eventstore..");

    @ArchTest
    static final ArchRule theEdgeKnowsOnlyTheContracts = noClasses()
            .that()
            .resideInAPackage(ROOT + "api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.mongodb..", "org.bson..", ROOT + "read..", ROOT + "write..", ROOT + "eventstore..");

    @ArchTest
    static final ArchRule embeddedStoresKnowNoDomain = noClasses()
            .that()
            .resideInAPackage(ROOT + "embedded..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.ocpiplatform..").and(resideOutsideOfPackages(ROOT + "embedded..")));

    @ArchTest
    static final ArchRule theEventStoreKnowsNoDomain = noClasses()
            .that()
            .resideInAPackage(ROOT + "eventstore..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.ocpiplatform..").and(resideOutsideOfPackages(ROOT + "eventstore..")));

    @ArchTest
    static final ArchRule theSimulatorKnowsOnlyTheVocabulary = noClasses()
            .that()
            .resideInAPackage(ROOT + "simulator..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.ocpiplatform..")
                    .and(resideOutsideOfPackages(ROOT + "simulator..", ROOT + "ocpi..")));

    @ArchTest
    static final ArchRule nobodyKnowsTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "simulator..");

    @ArchTest
    static final ArchRule writeSlicesDoNotImportEachOther = slices().matching(ROOT + "write.(*)..")
            .should()
            .notDependOnEachOther()
            // Every slice that calls partners, or gives somebody a party, does so through the one place that knows how.
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage(ROOT + "write.outbound..", ROOT + "write.parties.."));

    @ArchTest
    static final ArchRule onlyOnePlaceHasAnHttpClient = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "write.outbound.http..", ROOT + "bench..", ROOT + "simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule readSlicesDoNotImportEachOther = slices().matching(ROOT + "read.(*)..")
            .should()
            .notDependOnEachOther()
            // Every slice builds on what all projections share.
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage(
                            ROOT + "read.projection..",
                            ROOT + "read.objects..",
                            ROOT + "read.history..",
                            ROOT + "read.changes.."));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule componentsAreWhereTheyAreLookedFor =
            classes().that().areMetaAnnotatedWith(Component.class).should().resideInAnyPackage(lookedFor());

    @ArchTest
    static final ArchRule aggregatesProjectorsAndDocumentsArePackagePrivate = classes()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .or()
            .areAnnotatedWith(ProcessingGroup.class)
            .or(haveSimpleNameEndingWith("Document"))
            .and()
            // Axon makes sagas by their public constructors.
            .areNotAnnotatedWith(Saga.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule everyOcpiControllerSaysItsModuleAndRole = classes()
            .that()
            .resideInAPackage(ROOT + "api.ocpi..")
            .and()
            .areAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(OcpiInterface.class)
            .orShould()
            .beAnnotatedWith(OcpiInterfaces.class);

    @ArchTest
    static final ArchRule everyEventHasANameAndARevision = classes()
            .that()
            .areRecords()
            .and()
            .areAssignableTo(areEventFamilies())
            .should()
            .beAnnotatedWith(StoredType.class)
            .andShould()
            .beAnnotatedWith(Revision.class);

    @ArchTest
    static final ArchRule timeAndChanceAreInjected = noClasses()
            .that()
            .resideInAPackage(ROOT + "write..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .haveSimpleName("package-info")
            .and()
            .resideInAPackage("org.ocpiplatform..")
            .should()
            .beAnnotatedWith(NullMarked.class);

    private static String[] lookedFor() {
        String[] packages =
                OcpiPlatform.class.getAnnotation(SpringBootApplication.class).scanBasePackages();
        return Arrays.stream(packages).map(name -> name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> haveSimpleNameEndingWith(String suffix) {
        return DescribedPredicate.describe(
                "documents of projections",
                type -> type.getSimpleName().endsWith(suffix)
                        && type.getPackageName().startsWith(ROOT + "read"));
    }

    private static DescribedPredicate<JavaClass> areEventFamilies() {
        return DescribedPredicate.describe(
                "event families",
                type -> type.isInterface()
                        && type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && type.getPackageName().startsWith(ROOT + "contract")
                        && type.getSimpleName().endsWith("Event"));
    }
}
