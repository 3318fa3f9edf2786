package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.ocpi.CiString;

/**
 * The id in a path that does not name the object's owner.
 *
 * @param value the id
 */
public record ObjectId(CiString value) {

    /**
     * The id of something to read.
     *
     * @param maxLength characters of an id in that module
     * @throws Rejection if the text can be no id
     */
    public CiString readable(int maxLength) {
        if (!OwnerPath.isText(value, maxLength)) {
            throw Rejection.notFound("object");
        }
        return value;
    }
}
