package org.ocpiplatform.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What tests of the edge share. */
@SpringBootTest(classes = TestEdge.class)
@AutoConfigureMockMvc
public abstract class OcpiTest {

    public static final String CPO_SESSIONS = "/ocpi/cpo/2.3.0/sessions";
    public static final String EMSP_SESSIONS = "/ocpi/emsp/2.3.0/sessions";

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected MockMvcTester http;

    @Autowired
    protected FakePlatform platform;

    @Autowired
    protected TestEdge.TestClock clock;

    @BeforeEach
    void startOver() {
        platform.reset();
        clock.reset();
    }

    protected MvcTestResult perform(MockHttpServletRequestBuilder request) {
        return http.perform(request);
    }

    protected static MockHttpServletRequestBuilder as(String token, HttpMethod method, String path) {
        return request(method, URI.create(path)).header("Authorization", FakePlatform.token(token));
    }

    /** Without credentials. */
    protected static MockHttpServletRequestBuilder get(String path) {
        return request(HttpMethod.GET, URI.create(path));
    }

    protected static MockHttpServletRequestBuilder get(String token, String path) {
        return as(token, HttpMethod.GET, path);
    }

    protected static MockHttpServletRequestBuilder put(String token, String path, String body) {
        return as(token, HttpMethod.PUT, path).contentType("application/json").content(body);
    }

    protected static MockHttpServletRequestBuilder patch(String token, String path, String body) {
        return as(token, HttpMethod.PATCH, path).contentType("application/json").content(body);
    }

    public static String session(String id) {
        return session("NL", "TNM", id);
    }

    public static String session(String country, String party, String id) {
        return """
            {"country_code":"%s","party_id":"%s","id":"%s","start_date_time":"2026-03-01T08:00:00Z","kwh":1.50,\
            "cdr_token":{"country_code":"DE","party_id":"EMS","uid":"T1","type":"RFID","contract_id":"C1"},\
            "auth_method":"WHITELIST","location_id":"L1","evse_uid":"E1","connector_id":"1","currency":"EUR",\
            "status":"ACTIVE","last_updated":"2026-03-01T08:30:00Z"}\
            """.formatted(country, party, id.replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
