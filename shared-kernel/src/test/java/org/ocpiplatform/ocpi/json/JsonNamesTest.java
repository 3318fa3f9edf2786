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
import org.ocpiplatform.ocpi.hubclientinfo.ClientInfo;
import org.ocpiplatform.ocpi.locations.AdditionalGeoLocation;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.EvseParking;
import org.ocpiplatform.ocpi.locations.ExceptionalPeriod;
import org.ocpiplatform.ocpi.locations.Hours;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.Parking;
import org.ocpiplatform.ocpi.locations.PublishTokenType;
import org.ocpiplatform.ocpi.locations.RegularHours;
import org.ocpiplatform.ocpi.locations.StatusSchedule;
import org.ocpiplatform.ocpi.sessions.ChargingPreferences;
import org.ocpiplatform.ocpi.sessions.Session;
import org.ocpiplatform.ocpi.tariffs.PriceComponent;
import org.ocpiplatform.ocpi.tariffs.PriceLimit;
import org.ocpiplatform.ocpi.tariffs.Tariff;
import org.ocpiplatform.ocpi.tariffs.TariffElement;
import org.ocpiplatform.ocpi.tariffs.TariffRestrictions;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.types.EnergyMix;
import org.ocpiplatform.ocpi.types.EnergySource;
import org.ocpiplatform.ocpi.types.EnvironmentalImpact;
import org.ocpiplatform.ocpi.types.GeoLocation;
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
                Image.class,
                ClientInfo.class,
                AdditionalGeoLocation.class,
                Connector.class,
                Evse.class,
                EvseParking.class,
                ExceptionalPeriod.class,
                Hours.class,
                Location.class,
                Parking.class,
                PublishTokenType.class,
                RegularHours.class,
                StatusSchedule.class,
                PriceComponent.class,
                PriceLimit.class,
                Tariff.class,
                TariffElement.class,
                TariffRestrictions.class,
                EnergyMix.class,
                EnergySource.class,
                EnvironmentalImpact.class,
                GeoLocation.class
            })
    void areThoseUnderWhichJacksonReadsTheFields(Class<?> type) {
        PropertyNamingStrategies.NamingBase jackson =
                (PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE;

        assertThat(Arrays.stream(type.getRecordComponents()))
                .allSatisfy(component -> assertThat(JsonNames.snakeCase(component.getName()))
                        .isEqualTo(jackson.nameForField(null, null, component.getName())));
    }
}
