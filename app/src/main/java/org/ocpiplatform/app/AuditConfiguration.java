package org.ocpiplatform.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.eventstore.EventLog;
import org.ocpiplatform.eventstore.EventStoreState;
import org.ocpiplatform.eventstore.HashedEvents;
import org.ocpiplatform.eventstore.audit.Checkpoints;
import org.ocpiplatform.eventstore.audit.Proofs;
import org.ocpiplatform.eventstore.audit.Sealer;
import org.ocpiplatform.eventstore.audit.SealingKeys;
import org.ocpiplatform.eventstore.audit.Verification;
import org.ocpiplatform.eventstore.audit.Witness;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What proves that stored events are as they were stored. */
@Configuration(proxyBeanMethods = false)
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

    /** The store, whichever it is, has made the tables that are looked at. */
    @Bean
    Checkpoints checkpoints(
            StoreConfiguration.EventStorePool pool,
            EventStoreState events,
            HashedEvents hashes,
            SealingKeys keys,
            Clock clock) {
        return new Checkpoints(pool.dataSource(), hashes, keys, clock);
    }

    @Bean(destroyMethod = "close")
    Sealer sealer(
            Checkpoints checkpoints,
            Witness witness,
            EventStoreState events,
            PlatformSettings settings,
            MeterRegistry meters) {
        Sealer sealer = Sealer.start(
                checkpoints, witness, events::latestPosition, settings.audit().sealEvery());
        Gauge.builder("ocpi.audit.sealed.position", sealer, Sealer::sealedPosition)
                .description("Position up to which signed checkpoints speak")
                .register(meters);
        return sealer;
    }

    @Bean
    Verification verification(EventLog log, Checkpoints checkpoints, Witness witness, EventStoreState events) {
        return new Verification(log, checkpoints, witness, events::latestPosition);
    }

    @Bean
    Proofs proofs(EventLog log, Checkpoints checkpoints) {
        return new Proofs(log, checkpoints);
    }
}
