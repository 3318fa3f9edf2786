package org.ocpiplatform.contract.syncs;

import org.ocpiplatform.contract.ObjectKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How older events of synchronisations are brought up to date. */
public final class SyncUpcasts {

    private SyncUpcasts() {}

    /**
     * {@code syncs.object_refused} 1 to 2: the object's id has another name, and a token's uid is no longer told in
     * clear.
     */
    public static ObjectNode objectInPlaceOfObjectId(ObjectNode event) {
        JsonNode id = event.remove("object_id");
        boolean ofToken = SyncId.parse(event.get("sync_id").asString()).kind() == ObjectKind.TOKEN;
        if (id != null && !id.isNull() && !ofToken) {
            event.set("object", id);
        }
        return event;
    }
}
