package org.ocpiplatform.read.syncs;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.syncs.SyncState;
import org.ocpiplatform.ocpi.json.OcpiJson;

/** A synchronisation as it is kept: as JSON, with its partner to find it by. */
final class SyncDocument {

    static final String PARTNER = "partner";

    private static final String JSON = "json";

    private SyncDocument() {}

    static void write(@Nullable SyncState sync, Document document) {
        if (sync != null) {
            document.append(PARTNER, sync.id().partnerId().value())
                    .append(JSON, OcpiJson.mapper().writeValueAsString(sync));
        }
    }

    static SyncState read(Document document) {
        return OcpiJson.mapper().readValue(document.getString(JSON), SyncState.class);
    }
}
