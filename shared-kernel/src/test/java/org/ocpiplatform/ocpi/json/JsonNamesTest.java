package org.ocpiplatform.ocpi.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.ocpi.cdrs.CdrDimension;
import org.ocpiplatform.ocpi.cdrs.CdrToken;
import org.ocpiplatform.ocpi.cdrs.ChargingPeriod;
import org.ocpiplatform.ocpi.credentials.CredentialsRole;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.Price;
import org.ocpiplatform.ocpi.types.TaxAmount;
import tools.jackson.databind.PropertyNamingStrategies;

class JsonNamesTest {

    @ParameterizedTest
    @CsvSource({"id, id", "evseUid, evse_uid", "chargingPeriods, charging_periods", "endDateTime, end_date_time"})
    void areSnakeCase(String javaName, String jsonName) {
        assertThat(JsonNames.snakeCase(javaName)).isEqualTo(jsonName);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Session.class,
                ChargingPeriod.class,
                CdrDimension.class,
                CdrToken.class,
                Price.class,
                TaxAmount.class,
                ChargingPreferences.class,
                CredentialsRole.class,
                BusinessDetails.class,
                Image.class
            })
    void areThoseUnderWhichJacksonReadsTheFields(Class<?> type) {
        PropertyNamingStrategies.NamingBase jackson =
                (PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE;

        assertThat(Arrays.stream(type.getRecordComponents()))
                .allSatisfy(component -> assertThat(JsonNames.snakeCase(component.getName()))
                        .isEqualTo(jackson.nameForField(null, null, component.getName())));
    }
}
