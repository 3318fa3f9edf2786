package org.ocpiplatform.read.objects;

import java.util.List;
import org.ocpiplatform.contract.OwnParties;
import org.ocpiplatform.read.projection.ReadSide;

/** Gives tests of other packages what Spring would. */
public final class ReadObjects {

    private ReadObjects() {}

    public static ObjectProjections of(ReadSide readSide) {
        return new ObjectProjections(readSide.projections(), new OwnParties(List.of()));
    }
}
