package org.ocpiplatform.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.PostgresEventStorageEngine;
import org.ocpiplatform.eventstore.Sealing;
import org.ocpiplatform.eventstore.audit.Checkpoints;
import org.ocpiplatform.eventstore.audit.Proofs;
import org.ocpiplatform.eventstore.audit.Sealer;
import org.ocpiplatform.eventstore.audit.SealingKeys;
import org.ocpiplatform.eventstore.audit.Verification;
import org.ocpiplatform.eventstore.audit.Witness;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What proves that stored events are as they were stored. */
@Configuration
class AuditConfiguration {

    private static final String WITNESS_FILE = "last-checkpoint";

    @Bean
    SealingKeys sealingKeys(PlatformSettings settings, DataDirectory directory, Clock clock) {
        return new SealingKeyFiles(
                        Optional.ofNullable(settings.audit().keys())
                                .orElseGet(() -> directory.subdirectory("audit-keys")),
                        clock)
                .keys();
    }

    @Bean
    Witness witness(DataDirectory directory) {
        return new WitnessFile(directory.path().resolve(WITNESS_FILE));
    }

    /** The engine has made the tables that the others look at. */
    @Bean
    EventLog eventLog(StoreConfiguration.EventStorePool pool, PostgresEventStorageEngine engine, Sealing sealing) {
        return new EventLog(pool.dataSource(), sealing);
    }

    @Bean
    Checkpoints checkpoints(
            StoreConfiguration.EventStorePool pool, PostgresEventStorageEngine engine, SealingKeys keys, Clock clock) {
        return new Checkpoints(pool.dataSource(), keys, clock);
    }

    @Bean(destroyMethod = "close")
    Sealer sealer(
            Checkpoints checkpoints,
            Witness witness,
            PostgresEventStorageEngine engine,
            PlatformSettings settings,
            MeterRegistry meters) {
        Sealer sealer = Sealer.start(
                checkpoints, witness, engine::headPosition, settings.audit().sealEvery());
        Gauge.builder("ocpi.audit.sealed.position", sealer, Sealer::sealedPosition)
                .description("Position up to which signed checkpoints speak")
                .register(meters);
        return sealer;
    }

    @Bean
    Verification verification(
            EventLog log, Checkpoints checkpoints, Witness witness, PostgresEventStorageEngine engine) {
        return new Verification(log, checkpoints, witness, engine::headPosition);
    }

    @Bean
    Proofs proofs(EventLog log, Checkpoints checkpoints) {
        return new Proofs(log, checkpoints);
    }
}
