package org.ocpiplatform.ocpi.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.payments.Confirmations.aConfirmation;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertAccepted;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.assertRefused;
import static org.ocpiplatform.ocpi.validation.ObjectChecks.with;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class LegacyPriceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"excl_vat":5.00,"incl_vat":6.05}      | {"before_taxes":5.00,"taxes":[{"name":"VAT","amount":1.05}]}
                    {"incl_vat":0.30,"excl_vat":0.1}       | {"before_taxes":0.1,"taxes":[{"name":"VAT","amount":0.20}]}
                    {"excl_vat":5,"incl_vat":6}            | {"before_taxes":5,"taxes":[{"name":"VAT","amount":1}]}
                    {"excl_vat":5.00,"incl_vat":5.00}      | {"before_taxes":5.00,"taxes":[{"name":"VAT","amount":0.00}]}
                    {"excl_vat":-5.00,"incl_vat":-6.05}    | {"before_taxes":-5.00,"taxes":[{"name":"VAT","amount":-1.05}]}
                    {"excl_vat":5.00}                      | {"before_taxes":5.00}
                    {"excl_vat":5.00,"incl_vat":null}      | {"before_taxes":5.00}
                    {"before_taxes":null,"excl_vat":5.00}  | {"before_taxes":5.00}
                    {"excl_vat":5.00,"incl_vat":6,"tip":1} | {"before_taxes":5.00,"taxes":[{"name":"VAT","amount":1.00}],"tip":1}
                    """)
    void isConverted(String legacy, String price) {
        assertThat(LegacyPrice.converted(withCosts(legacy)).toString())
                .isEqualTo(withCosts(price).toString());
    }

    @Test
    void leavesTheTaxesThatAreNamedAlready() {
        assertThat(LegacyPrice.converted(
                        withCosts("{\"excl_vat\":5,\"incl_vat\":6,\"taxes\":[{\"name\":\"BTW\",\"amount\":1}]}")))
                .isEqualTo(withCosts("{\"before_taxes\":5,\"taxes\":[{\"name\":\"BTW\",\"amount\":1}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "6.10",
                "{\"before_taxes\":5.00}",
                "{\"before_taxes\":5.00,\"excl_vat\":4.00,\"incl_vat\":4.84}",
                "{\"before_taxes\":\"5.00\",\"excl_vat\":4.00}",
                "{\"incl_vat\":6.05}",
                "{\"excl_vat\":null,\"incl_vat\":6.05}",
                "{\"excl_vat\":\"5.00\",\"incl_vat\":6.05}",
                "{\"excl_vat\":5.00,\"incl_vat\":\"6.05\"}",
                "{\"excl_vat\":[5.00],\"incl_vat\":6.05}",
                "{\"excl_vat\":1e-1000000,\"incl_vat\":1e1000000}"
            })
    void leavesWhatIsOfAnotherForm(String costs) {
        ObjectNode json = withCosts(costs);

        assertThat(LegacyPrice.converted(json)).isEqualTo(json).isEqualTo(withCosts(costs));
    }

    @Test
    void leavesAnObjectWithoutCosts() {
        ObjectNode json = aConfirmation().json();
        json.remove("total_costs");

        assertThat(LegacyPrice.converted(json)).isEqualTo(json);
    }

    @Test
    void doesNotModifyItsArgument() {
        ObjectNode json = withCosts("{\"excl_vat\":5.00,\"incl_vat\":6.05}");
        ObjectNode before = json.deepCopy();

        ObjectNode converted = LegacyPrice.converted(json);

        assertThat(json).isEqualTo(before);
        assertAccepted(converted, FinancialAdviceConfirmation.class);
    }

    @Test
    void validationRefusesWhatItLeaves() {
        assertRefused(
                LegacyPrice.converted(withCosts("{\"excl_vat\":\"5.00\"}")),
                FinancialAdviceConfirmation.class,
                "total_costs.before_taxes must not be null");
    }

    private static ObjectNode withCosts(String costs) {
        return with(aConfirmation().json(), "total_costs", costs);
    }
}
