package org.ocpiplatform.api.ocpi.objects;

import org.ocpiplatform.contract.ObjectKind;
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
     * @throws Rejection if the text can be no id of that kind
     */
    public CiString readable(ObjectKind kind) {
        if (!IdText.fits(value, kind.maxIdLength())) {
            throw kind.notFound();
        }
        return value;
    }
}
