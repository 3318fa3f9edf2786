package org.ocpiplatform.contract.cdrs;

import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrCredited;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrFiled;
import org.ocpiplatform.ocpi.cdrs.Cdr;

/** A CDR after its events; the aggregate, the projector and the audit all use this one fold. */
public final class CdrFold {

    private CdrFold() {}

    /**
     * The CDR after one more event; none changes it.
     *
     * @param current the CDR before it; null before the first
     */
    public static Cdr apply(@Nullable Cdr current, CdrEvent event) {
        return switch (event) {
            case CdrFiled filed -> filed.cdr();
            case CdrCredited credited -> {
                if (current == null) {
                    throw new IllegalStateException(event.cdrId() + " begins with " + event);
                }
                yield current;
            }
        };
    }
}
