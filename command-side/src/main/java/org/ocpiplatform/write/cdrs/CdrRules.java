package org.ocpiplatform.write.cdrs;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.cdrs.CdrEvent;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrCredited;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrFiled;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.write.Writes;

/** When a CDR may be filed, and when one may take back another (OCPI 2.3.0, chapter CDRs). */
final class CdrRules {

    private CdrRules() {}

    static List<CdrEvent> file(@Nullable Cdr current, FileCdr command) {
        Writes.requireSameIdentity(
                command.cdrId(), command.cdr().owner(), command.cdr().id());
        if (current == null) {
            return List.of(new CdrFiled(command.cdrId(), command.cdr()));
        }
        if (current.equals(command.cdr())) {
            return List.of();
        }
        throw Rejection.invalid("the CDR " + current.id() + " was filed with other content, and CDRs never change");
    }

    static List<CdrEvent> credit(
            ReplicaId originalId, @Nullable Cdr original, @Nullable CiString creditedBy, Cdr credit) {
        if (original == null) {
            throw new IllegalStateException(originalId + " has no content");
        }
        if (!original.currency().equals(credit.currency()) || !isNegative(original.totalCost(), credit.totalCost())) {
            throw Rejection.invalid("total_cost must be that of the CDR " + original.id() + ", negated");
        }
        if (originalId.side() != Side.CPO) {
            return List.of();
        }
        if (Boolean.TRUE.equals(original.credit())) {
            throw Rejection.invalid("credit_reference_id names a Credit CDR");
        }
        if (creditedBy != null && !creditedBy.equals(credit.id())) {
            throw Rejection.invalid("the CDR " + original.id() + " was credited before, by " + creditedBy);
        }
        return creditedBy == null ? List.of(new CdrCredited(originalId, credit.id())) : List.of();
    }

    private static boolean isNegative(Price one, Price other) {
        if (!isNegative(one.beforeTaxes(), other.beforeTaxes())
                || one.taxes().size() != other.taxes().size()) {
            return false;
        }
        for (int i = 0; i < one.taxes().size(); i++) {
            if (!isNegative(one.taxes().get(i).amount(), other.taxes().get(i).amount())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNegative(BigDecimal one, BigDecimal other) {
        return one.negate().compareTo(other) == 0;
    }
}
