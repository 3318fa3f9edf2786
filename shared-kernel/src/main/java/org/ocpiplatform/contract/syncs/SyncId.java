package org.ocpiplatform.contract.syncs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.partners.PartnerId;

/**
 * Identity of a synchronisation; its text, {@code syncs:kind:partner}, is the aggregate's identifier.
 *
 * @param kind of the objects in the list that is pulled
 */
public record SyncId(PartnerId partnerId, ObjectKind kind) {

    private static final String PREFIX = "syncs";
    private static final int PARTS = 3;

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if it is no identifier of a synchronisation
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SyncId parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length != PARTS || !parts[0].equals(PREFIX)) {
            throw new IllegalArgumentException("not an identifier of a synchronisation: " + text);
        }
        return new SyncId(new PartnerId(parts[2]), ObjectKind.of(parts[1]));
    }

    @Override
    @JsonValue
    public String toString() {
        return PREFIX + ":" + kind.segment() + ":" + partnerId;
    }
}
