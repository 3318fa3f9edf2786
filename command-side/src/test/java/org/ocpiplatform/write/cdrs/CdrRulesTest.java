package org.ocpiplatform.write.cdrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ocpiplatform.ocpi.cdrs.Cdrs.aCdr;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ocpiplatform.contract.ObjectKind;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.cdrs.CdrCommand.FileCdr;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrCredited;
import org.ocpiplatform.contract.cdrs.CdrEvent.CdrFiled;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.cdrs.Cdr;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.node.ObjectNode;

class CdrRulesTest {

    private static final Cdr CDR = cdr(json -> {
        json.put("id", "CDR1");
        json.set(
                "total_cost",
                OcpiJson.mapper().readTree("{\"before_taxes\":10.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":2.10}]}"));
    });
    private static final Cdr CREDIT =
            creditOf("{\"before_taxes\":-10.0,\"taxes\":[{\"name\":\"VAT\",\"amount\":-2.1}]}");

    @Test
    void aCdrIsFiledOnce() {
        FileCdr command = new FileCdr(id(Side.CPO, CDR), CDR);
        assertThat(CdrRules.file(null, command)).containsExactly(new CdrFiled(id(Side.CPO, CDR), CDR));
        assertThat(CdrRules.file(CDR, command)).isEmpty();
        Cdr other = cdr(json -> json.put("id", "CDR1").put("remark", "other"));
        refused(() -> CdrRules.file(CDR, new FileCdr(id(Side.CPO, CDR), other)), "never change");
        refused(() -> CdrRules.file(null, new FileCdr(id(Side.CPO, CREDIT), CDR)), "id CDR1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Side.class,
            names = {"CPO", "EMSP"})
    void aCreditNegatesTheTotal(Side side) {
        for (String total : new String[] {
            "{\"before_taxes\":10.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":2.10}]}",
            "{\"before_taxes\":-10.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":2.10}]}",
            "{\"before_taxes\":-10.00}",
            "{\"before_taxes\":-9.99,\"taxes\":[{\"name\":\"VAT\",\"amount\":-2.10}]}"
        }) {
            refused(() -> CdrRules.credit(id(side, CDR), CDR, null, creditOf(total)), "negated");
        }
    }

    @Test
    void aPublishedCdrIsCreditedOnceAndACreditNever() {
        ReplicaId original = id(Side.CPO, CDR);
        assertThat(CdrRules.credit(original, CDR, null, CREDIT))
                .containsExactly(new CdrCredited(original, CREDIT.id()));
        assertThat(CdrRules.credit(original, CDR, CREDIT.id(), CREDIT)).isEmpty();
        refused(() -> CdrRules.credit(original, CDR, CiString.of("CDR1-X"), CREDIT), "credited before");
        refused(() -> CdrRules.credit(id(Side.CPO, CREDIT), CREDIT, null, creditOfCredit()), "Credit CDR");
    }

    @Test
    void aReceiverTakesWhatTheOwnerSends() {
        assertThat(CdrRules.credit(id(Side.EMSP, CDR), CDR, null, CREDIT)).isEmpty();
        assertThat(CdrRules.credit(id(Side.EMSP, CREDIT), CREDIT, null, creditOfCredit()))
                .isEmpty();
    }

    private static Cdr creditOf(String total) {
        return cdr(json -> {
            json.put("id", "CDR1-C").put("credit", true).put("credit_reference_id", "CDR1");
            json.set("total_cost", OcpiJson.mapper().readTree(total));
        });
    }

    private static Cdr creditOfCredit() {
        return cdr(json -> {
            json.put("id", "CDR1-CC").put("credit", true).put("credit_reference_id", "CDR1-C");
            json.set(
                    "total_cost",
                    OcpiJson.mapper()
                            .readTree("{\"before_taxes\":10.00,\"taxes\":[{\"name\":\"VAT\",\"amount\":2.10}]}"));
        });
    }

    private static Cdr cdr(Consumer<ObjectNode> change) {
        ObjectNode json = aCdr().json();
        change.accept(json);
        return OcpiJson.mapper().treeToValue(json, Cdr.class);
    }

    private static ReplicaId id(Side side, Cdr cdr) {
        return new ReplicaId(side, ObjectKind.CDR, cdr.owner(), cdr.id());
    }

    private static void refused(Runnable rule, String because) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(rule::run)
                .withMessageContaining(because)
                .satisfies(rejection -> assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID));
    }
}
