package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;
import tools.jackson.databind.JsonNode;

/** Finds what a path leads to below an object, in the object's JSON. */
public final class JsonParts {

    private JsonParts() {}

    /**
     * The element of a list that has an id.
     *
     * @param list absent if the object has none
     * @param idField name of the field that holds the elements' ids
     * @param kind of the object
     * @throws Rejection if there is no such element
     */
    public static JsonNode element(JsonNode list, String idField, CiString id, ObjectKind kind) {
        for (JsonNode element : list.values()) {
            if (CiString.of(element.path(idField).asString()).equals(id)) {
                return element;
            }
        }
        throw kind.notFound();
    }
}
