package org.ocpiplatform.read.projection;

import static org.mockito.Mockito.after;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ocpiplatform.contract.projections.ReadStoreWatch;
import org.ocpiplatform.read.Events;
import org.ocpiplatform.read.ReadStore;
import org.springframework.beans.factory.ObjectProvider;

/** What goes on in the background of projections. */
class ProjectionsIT {

    @RegisterExtension
    static final ReadStore STORE = new ReadStore();

    @Test
    @SuppressWarnings("unchecked")
    void nobodyAsksForProcessorsBeforeAxonIsUp() {
        ObjectProvider<EventProcessingConfiguration> processors = mock();
        ObjectProvider<TokenStore> tokens = mock();
        MongoDatabase database = STORE.database();
        Projections projections = new Projections(
                database,
                DocumentCollections.of(database),
                Clock.systemUTC(),
                new ReadSettings(Duration.ofMillis(200), "node", false),
                new Events(),
                processors,
                tokens,
                ReadStoreWatch.always());
        try {
            verify(processors, after(1_500).never()).getObject();
            projections.start();
            verify(processors, timeout(5_000).atLeastOnce()).getObject();
        } finally {
            projections.destroy();
        }
    }
}
