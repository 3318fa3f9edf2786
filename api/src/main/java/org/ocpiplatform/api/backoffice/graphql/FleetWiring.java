package org.ocpiplatform.api.backoffice.graphql;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.fleet.EvseStatusChange;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.locations.Connector;
import org.ocpiplatform.ocpi.locations.Evse;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.locations.PowerType;
import org.ocpiplatform.ocpi.types.Image;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** From which part of OCPI's objects each field comes. Fields that need another look into the store are elsewhere. */
@Component
final class FleetWiring implements RuntimeWiringConfigurer {

    private static final String SERIAL_NUMBER = "serial_number";

    /** Alpha-2 country codes by alpha-3. */
    private static final Map<String, String> COUNTRIES = Stream.of(Locale.getISOCountries())
            .collect(
                    Collectors.toUnmodifiableMap(alpha2 -> Locale.of("", alpha2).getISO3Country(), alpha2 -> alpha2));

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type("EVSE", FleetWiring::evse)
                .type("Connector", FleetWiring::connector)
                .type("Location", FleetWiring::location)
                .type("Code", FleetWiring::code)
                .type("EvseStatusChange", FleetWiring::statusChange);
    }

    private static TypeRuntimeWiring.Builder evse(TypeRuntimeWiring.Builder type) {
        return new Fields<EvseNode>(type)
                .field("uid", node -> node.shown().evse().uid().toString())
                .field("evse_id", node -> text(node.shown().evse().evseId()))
                .field("status", node -> node.shown().evse().status().name())
                .field("serial_number", node -> serialNumber(node.shown().evse()))
                .field("meter_type", node -> meterType(node.shown().evse()))
                .field("cpo_location_id", node -> node.shown().locationId().toString())
                .field("current_ws_connection_id", node -> null)
                .field("server_id", node -> null)
                .field("date_created", node -> node.shown().created().toString())
                .field(
                        "capabilities",
                        node -> Codes.CAPABILITIES.of(node.shown().evse().capabilities()))
                .field("payment_types", node -> paymentTypes(node.shown().evse()))
                .field("connectors", FleetWiring::connectors)
                .type();
    }

    private static @Nullable String serialNumber(Evse evse) {
        JsonNode sent = evse.extensions().get(SERIAL_NUMBER);
        return sent == null || !sent.isValueNode() || sent.isNull() ? null : sent.asString();
    }

    private static String meterType(Evse evse) {
        return evse.connectors().stream().anyMatch(connector -> connector.powerType() == PowerType.DC) ? "DC" : "AC";
    }

    private static List<Code> paymentTypes(Evse evse) {
        return Codes.PAYMENT_TYPES.of(
                evse.capabilities().stream().filter(Codes.PAYMENT_TYPES::lists).toList());
    }

    private static List<ConnectorNode> connectors(EvseNode node) {
        List<Connector> connectors = node.shown().evse().connectors();
        List<ConnectorNode> nodes = new ArrayList<>(connectors.size());
        for (int i = 0; i < connectors.size(); i++) {
            nodes.add(new ConnectorNode(
                    node.shown(),
                    connectors.get(i),
                    node.shown().connectorsCreated().get(i)));
        }
        return nodes;
    }

    private static TypeRuntimeWiring.Builder connector(TypeRuntimeWiring.Builder type) {
        return new Fields<ConnectorNode>(type)
                .field(
                        "id",
                        node -> node.evse().locationId() + "/"
                                + node.evse().evse().uid() + "/"
                                + node.shown().id())
                .field("evse_uid", node -> node.evse().evse().uid().toString())
                .field("connector_id", node -> node.shown().id().toString())
                .field("standard", node -> node.shown().standard().value())
                .field("format", node -> node.shown().format().name())
                .field("power_type", node -> node.shown().powerType().name())
                .field("max_voltage", node -> node.shown().maxVoltage())
                .field("max_amperage", node -> node.shown().maxAmperage())
                .field("max_electric_power", node -> node.shown().maxElectricPower())
                .field("connector_type", node -> label(node.shown().standard().value()))
                .field(
                        "rate_setting",
                        node -> text(
                                node.shown().tariffIds().stream().findFirst().orElse(null)))
                .field("status", node -> node.evse().evse().status().name())
                .field("date_created", node -> node.created().toString())
                .field("date_modified", node -> node.shown().lastUpdated().toString())
                .type();
    }

    /** The short name by which drivers know a standard; the standard itself if it has none. */
    static String label(String standard) {
        return switch (standard) {
            case "IEC_62196_T1" -> "TYPE_1";
            case "IEC_62196_T1_COMBO" -> "CCS1";
            case "IEC_62196_T2" -> "TYPE_2";
            case "IEC_62196_T2_COMBO" -> "CCS2";
            default -> standard.startsWith("GBT_") ? "GBT" : standard;
        };
    }

    private static TypeRuntimeWiring.Builder location(TypeRuntimeWiring.Builder type) {
        return new Fields<LocationNode>(type)
                .field("id", node -> node.shown().location().id().toString())
                .field("name", node -> node.shown().location().name())
                .field("address", node -> node.shown().location().address())
                .field("city", node -> node.shown().location().city())
                .field("postal_code", node -> node.shown().location().postalCode())
                .field(
                        "address_lat",
                        node -> degrees(node.shown().location().coordinates().latitude()))
                .field(
                        "address_lng",
                        node -> degrees(node.shown().location().coordinates().longitude()))
                .field("region", node -> node.shown().location().state())
                .field(
                        "country_code",
                        node -> COUNTRIES.get(node.shown().location().country().toUpperCase(Locale.ROOT)))
                .field(
                        "images",
                        node -> node.shown().location().images().stream()
                                .map(Image::url)
                                .toList())
                .field("publish", node -> node.shown().location().publish())
                .field("date_created", node -> node.shown().created().toString())
                .field(
                        "date_modified",
                        node -> node.shown().location().lastUpdated().toString())
                .field(
                        "facilities",
                        node -> Codes.FACILITIES.of(node.shown().location().facilities()))
                .field(
                        "parking_restrictions",
                        node -> Codes.PARKING_RESTRICTIONS.of(node.shown().evses().stream()
                                .flatMap(evse -> evse.evse().parkingRestrictions().stream())
                                .toList()))
                .field("parking_types", node -> parkingTypes(node.shown().location()))
                .field("evses", FleetWiring::evses)
                .type();
    }

    private static double degrees(String text) {
        return Double.parseDouble(text);
    }

    private static List<Code> parkingTypes(Location location) {
        return location.parkingType() == null ? List.of() : List.of(Codes.PARKING_TYPES.of(location.parkingType()));
    }

    private static @Nullable List<EvseNode> evses(LocationNode node) {
        return node.isWithinEvse()
                ? null
                : node.shown().evses().stream()
                        .map(evse -> new EvseNode(evse, true))
                        .toList();
    }

    private static TypeRuntimeWiring.Builder code(TypeRuntimeWiring.Builder type) {
        return new Fields<Code>(type)
                .field("id", Code::id)
                .field("code", Code::code)
                .field("description", Code::description)
                .type();
    }

    private static TypeRuntimeWiring.Builder statusChange(TypeRuntimeWiring.Builder type) {
        return new Fields<EvseStatusChange>(type)
                .field("location_id", change -> change.locationId().toString())
                .field("location_name", EvseStatusChange::locationName)
                .field("evse_uid", change -> change.evseUid().toString())
                .field("evse_id", change -> text(change.evseId()))
                .field("status", change -> change.status().name())
                .field("changed_at", change -> change.changedAt().toString())
                .type();
    }

    private static @Nullable String text(@Nullable CiString text) {
        return text == null ? null : text.toString();
    }

    /** The fields of a type whose values are made of a source. */
    private record Fields<S>(TypeRuntimeWiring.Builder type) {

        Fields<S> field(String name, Function<S, @Nullable Object> value) {
            type.dataFetcher(name, new FromSource<>(value));
            return this;
        }
    }

    /** Needs no look into any store, so that nobody measures or schedules it. */
    private record FromSource<S>(Function<S, @Nullable Object> value) implements TrivialDataFetcher<Object> {

        @Override
        @SuppressWarnings("unchecked") // The schema says of what type the source is.
        public @Nullable Object get(DataFetchingEnvironment environment) {
            return value.apply((S) Objects.requireNonNull(environment.getSource()));
        }
    }
}
