package org.ocpiplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.UUID;
import org.ocpiplatform.api.backoffice.tokens.TokenIssuer;
import org.ocpiplatform.api.backoffice.tokens.TokenPair;
import org.ocpiplatform.contract.backoffice.LoginSessionId;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What tests of the back office share. */
public abstract class BackOfficeTest extends OcpiTest {

    @Autowired
    private TokenIssuer tokens;

    /** The tokens of a user of this CPO, who has just logged in. */
    protected TokenPair logIn(String country, String party) {
        return logIn(UserRole.CPO_OWNER, PartyId.of(country, party));
    }

    /** The tokens of an administrator, who has just logged in. */
    protected TokenPair logInAsAdmin() {
        return logIn(UserRole.ADMIN, null);
    }

    private TokenPair logIn(UserRole role, PartyId cpo) {
        LoginSessionId session = new LoginSessionId(UUID.randomUUID().toString());
        TokenPair pair = tokens.issue(new UserId("user-of-" + cpo), role, cpo, session);
        platform.logIn(session, pair.refreshId());
        return pair;
    }

    protected static MockHttpServletRequestBuilder bearer(String token, HttpMethod method, String path) {
        return request(method, URI.create(path)).header("Authorization", "Bearer " + token);
    }

    protected static MockHttpServletRequestBuilder post(String token, String path, String body) {
        return bearer(token, HttpMethod.POST, path)
                .contentType("application/json")
                .content(body);
    }

    /** Checks that an answer is a failure as the back office tells it. */
    protected static void failed(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith("application/json");
        assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
        assertThat(result).bodyJson().hasPath("$.data");
        assertThat(JsonPath.<String>read(text(result), "$.message")).isNotBlank();
        assertThat(result).containsHeader("X-Request-ID");
        if (status == 401) {
            assertThat(result).hasHeader("WWW-Authenticate", "Bearer");
        }
    }

    protected static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
