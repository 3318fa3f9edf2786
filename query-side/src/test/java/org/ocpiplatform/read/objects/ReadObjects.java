package org.ocpiplatform.read.objects;

import org.ocpiplatform.read.projection.ReadSide;

/** Gives tests of other packages what Spring would. */
public final class ReadObjects {

    private ReadObjects() {}

    public static ObjectProjections of(ReadSide readSide) {
        return new ObjectProjections(readSide.projections());
    }
}
