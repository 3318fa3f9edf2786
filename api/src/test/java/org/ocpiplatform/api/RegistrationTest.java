package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.RegisterCpoOwner;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.node.ObjectNode;

/** How companies register. */
class RegistrationTest extends BackOfficeTest {

    private static final String COMPANY = """
            {"username":"Ann","cpo_owner_name":"Example Charging","contact_name":"Ann Example",
             "contact_number":"+31 (20) 123-4567","contact_email":"ann@example.com","ocpp_ready":true,"unknown":1}
            """;

    @Autowired
    private SecretSeal seal;

    @Test
    void aCompanyRegisters() {
        MvcTestResult result = perform(post(
                        TestEdge.APPLICATION_TOKEN,
                        BackOfficePaths.REGISTER,
                        with("password", "correct horse", "country_code", "be"))
                .header("X-Request-ID", "r1")
                .header("X-Correlation-ID", "c1"));

        assertThat(result).hasStatusOk().hasHeader("X-Request-ID", "r1").hasHeader("X-Correlation-ID", "c1");
        assertThat(text(result)).isEqualTo("{\"status\":200,\"data\":\"SUCCESS\",\"message\":\"Success\"}");
        RegisterCpoOwner command = registered();
        assertThat(command.name()).isEqualTo("Example Charging");
        assertThat(command.username()).isEqualTo("Ann");
        assertThat(command.countryCode().toString()).isEqualTo("BE");
        assertThat(command.contact()).isEqualTo(new Contact("Ann Example", "+31 (20) 123-4567", "ann@example.com"));
        assertThat(command.ocppReady()).isTrue();
        assertThat(command.logo()).isNull();
        assertThat(command.expectedLogo()).isNull();
        assertThat(command.initialPassword()).isNull();
        assertThat(command.passwordHash()).startsWith("$2a$12$");
        assertThat(new BCryptPasswordEncoder().matches("correct horse", command.passwordHash()))
                .isTrue();
        assertThat(Map.<String, Object>copyOf(platform.commands.getLast().getMetaData()))
                .containsEntry(MessageOrigin.USER_ID, command.userId().value())
                .containsEntry(MessageOrigin.REQUEST_ID, "r1")
                .containsEntry(MessageOrigin.CORRELATION_ID, "c1");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("cpo_owners");
    }

    @Test
    void withoutAPasswordOneIsMadeAndSealed() {
        MvcTestResult result = register(COMPANY);
        assertThat(result).hasStatusOk();
        RegisterCpoOwner command = registered();
        assertThat(command.countryCode().toString()).isEqualTo("NL");
        String password = seal.open(command.initialPassword());
        assertThat(password).matches("[A-Za-z2-9]{16}");
        assertThat(new BCryptPasswordEncoder().matches(password, command.passwordHash()))
                .isTrue();
        assertThat(text(result)).doesNotContain(password);
        assertThat(command.toString()).doesNotContain(password);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/logo.png,png",
        "http://example.com/a/LOGO.JPG?size=1,jpeg",
        "https://example.com/logo.jpeg,jpeg",
        "https://example.com/logo.gif,gif",
        "https://example.com/logo.svg,svg",
        "HTTPS://example.com:8443/logo.BMP#top,bmp",
        "https://example.com/logo,jpeg",
        "https://example.com,jpeg",
        "https://example.com/logo.v2/,jpeg",
        "https://example.com/logo.image,jpeg",
        "https://example.com/logo.a%20b?.png,jpeg",
    })
    void aLogoThatIsSomewhereIsAnImage(String url, String type) {
        assertThat(register(with("logo", url))).hasStatusOk();
        assertThat(registered().logo().url()).isEqualTo(url);
        assertThat(registered().logo().category()).isEqualTo(ImageCategory.OPERATOR);
        assertThat(registered().logo().type().toString()).isEqualTo(type);
        assertThat(registered().expectedLogo()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logo.png",
                "//example.com/logo.png",
                "https://user@example.com/logo.png",
                "https://user:secret@example.com/logo.png",
                "https://@example.com/logo.png",
                "https://ex\u00e4mple.com/logo.png",
                "https://example.com/l\u00f6go.png",
                "https:///logo.png",
                "mailto:logo@example.com",
                "ftp://example.com/logo.png",
                "https:/logo.png",
                "a b.png"
            })
    void anyOtherLogoIsExpected(String logo) {
        assertThat(register(with("logo", logo))).hasStatusOk();
        assertThat(registered().logo()).isNull();
        assertThat(registered().expectedLogo()).isEqualTo(logo);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        MvcTestResult result = register("""
                {"username":"a b","cpo_owner_name":" ","contact_name":7,"contact_number":"call me",
                 "ocpp_ready":"yes","password":"short","country_code":"NLD","logo":true}
                """);
        failed(result, 400);
        assertThat(result).bodyJson().isLenientlyEqualTo("""
                {"status":400,"data":{
                  "username":"must be 1 to 64 printable characters without blanks",
                  "cpo_owner_name":"must not be blank",
                  "contact_name":"must be a string",
                  "contact_number":"must be a telephone number",
                  "contact_email":"is required",
                  "ocpp_ready":"must be true or false",
                  "password":"must have at least 8 characters, not only blanks, and at most 72 bytes",
                  "country_code":"must be a country's two letters in ISO 3166-1",
                  "logo":"must be a string"}}
                """);
        assertThat(platform.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "username,''",
        "username,a\tb",
        "username,a\u200bb",
        "username,65",
        "username,a\u202eb",
        "cpo_owner_name,a\u202eb",
        "cpo_owner_name,a\u2066b",
        "cpo_owner_name,a\u0007b",
        "contact_name,a\u202eb",
        "contact_name,a\u0085b",
        "contact_name,a\u200db",
        "cpo_owner_name,101",
        "contact_name,101",
        "contact_email,nobody",
        "contact_email,@example.com",
        "contact_number,+",
        "password,73",
        "password,'        '",
        "country_code,N",
        "country_code,12",
        "country_code,XX",
        "country_code,NLD",
        "country_code,UK",
        "logo,256"
    })
    void eachFieldHasItsBounds(String field, String value) {
        String text = value.matches("[0-9]{2,3}") && !field.equals("country_code")
                ? "x".repeat(Integer.parseInt(value))
                : value;
        MvcTestResult result = register(with(field, text));
        failed(result, 400);
        assertThat(result).bodyJson().extractingPath("$.data." + field).isNotNull();
        assertThat(result).bodyJson().extractingPath("$.data.length()").isEqualTo(1);
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void aPasswordMayHave72Bytes() {
        assertThat(register(with("password", "é".repeat(36)))).hasStatusOk();
        failed(register(with("password", "é".repeat(37), "username", "Bob")), 400);
    }

    @Test
    void namesThatOthersHaveAreTaken() {
        assertThat(register(COMPANY)).hasStatusOk();
        MvcTestResult sameName = register(with("username", "ANN", "contact_email", "bob@example.com"));
        failed(sameName, 400);
        assertThat(sameName).bodyJson().isLenientlyEqualTo("{\"data\":{\"username\":\"is taken\"}}");
        MvcTestResult sameEmail = register(with("username", "Bob", "contact_email", "ANN@example.com"));
        failed(sameEmail, 400);
        assertThat(sameEmail).bodyJson().isLenientlyEqualTo("{\"data\":{\"contact_email\":\"is taken\"}}");
        MvcTestResult administrator = register(with("username", "ROOT"));
        failed(administrator, 400);
        assertThat(administrator).bodyJson().isLenientlyEqualTo("{\"data\":{\"username\":\"is taken\"}}");
        platform.commandsFailWith(new Rejection(Rejection.Code.CONFLICT, "country_code NL has no free party_id"));
        assertThat(register(with("username", "Bob")))
                .bodyJson()
                .isLenientlyEqualTo("{\"data\":{\"country_code\":\"NL has no free party_id\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"x\"", "{}x", "{\"username\":\"\\ud800\"}"})
    void whatIsNoJsonObjectIs400(String body) {
        failed(register(body), 400);
    }

    @Test
    void bodiesHaveATypeAndABound() {
        failed(
                perform(bearer(TestEdge.APPLICATION_TOKEN, HttpMethod.POST, BackOfficePaths.REGISTER)
                        .contentType("application/x-www-form-urlencoded")
                        .content("username=Ann")),
                400);
        failed(register(" ".repeat(20_001)), 413);
    }

    @Test
    void whatGoesWrongInsideIsNotExplained() {
        platform.commandsFailWith(new IllegalStateException("secret"));
        MvcTestResult result = register(COMPANY);
        failed(result, 500);
        assertThat(text(result)).doesNotContain("secret");
        platform.commandsFailWith(new Rejection(Rejection.Code.UNAVAILABLE, "no answer in time"));
        failed(register(COMPANY), 503);
    }

    @Test
    void aProjectionThatIsBehindIsTold() {
        platform.fallBehind();
        assertThat(register(COMPANY)).hasStatusOk().hasHeader("X-Projection-Behind", "true");
    }

    private MvcTestResult register(String body) {
        return perform(post(TestEdge.APPLICATION_TOKEN, BackOfficePaths.REGISTER, body));
    }

    private RegisterCpoOwner registered() {
        return (RegisterCpoOwner) platform.commands.getLast().getPayload();
    }

    private static String with(String... fieldsAndValues) {
        ObjectNode body = OcpiJson.mapper().readValue(COMPANY, ObjectNode.class);
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            body.put(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return body.toString();
    }
}
