package org.ocpiplatform.write.payments;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.types.Price;

/** What a payment provider made of a {@link CaptureRequest}. */
public sealed interface Capture {

    /**
     * Money was captured.
     *
     * @param amount all or part of what was asked for
     * @param eftData lines of the card payment for the invoice, at least one
     * @param message for the CPO
     */
    record Captured(
            Price amount, List<CiString> eftData, @Nullable CiString message) implements Capture {

        public Captured {
            if (eftData.isEmpty()) {
                throw new IllegalArgumentException("a capture has lines for the invoice");
            }
            eftData = List.copyOf(eftData);
        }
    }

    /**
     * Nothing was captured, and nothing will be.
     *
     * @param message for the CPO
     */
    record Refused(@Nullable CiString message) implements Capture {}
}
