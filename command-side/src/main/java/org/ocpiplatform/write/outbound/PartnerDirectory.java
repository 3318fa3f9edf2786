package org.ocpiplatform.write.outbound;

import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.FindPartnerLink;
import org.ocpiplatform.contract.partners.PartnerQuery.ListPartnerLinks;
import org.springframework.stereotype.Component;

/** The partners that may be called, as they are now. */
@Component
public final class PartnerDirectory {

    private final QueryGateway queries;

    /** Looked up by these. */
    public PartnerDirectory(QueryGateway queries) {
        this.queries = queries;
    }

    /** A partner, if it may be called. */
    public Optional<PartnerLink> find(PartnerId id) {
        return queries.query(new FindPartnerLink(id), ResponseTypes.optionalInstanceOf(PartnerLink.class))
                .join();
    }

    /** All partners that may be called. */
    public List<PartnerLink> all() {
        return queries.query(new ListPartnerLinks(), ResponseTypes.multipleInstancesOf(PartnerLink.class))
                .join();
    }
}
