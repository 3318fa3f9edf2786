package org.ocpiplatform.write.pushes;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.springframework.stereotype.Component;

/** The partners that may be called, remembered for a while: every event asks for them. */
@Component
final class KnownPartners {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final LoadingCache<Boolean, List<PartnerLink>> all;

    KnownPartners(PartnerDirectory directory) {
        all = Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build(key -> List.copyOf(directory.all()));
    }

    List<PartnerLink> all() {
        return Objects.requireNonNull(all.get(Boolean.TRUE));
    }

    Optional<PartnerLink> find(PartnerId id) {
        return all().stream().filter(link -> link.partner().id().equals(id)).findFirst();
    }

    /** Asks anew the next time. */
    void changed() {
        all.invalidateAll();
    }
}
