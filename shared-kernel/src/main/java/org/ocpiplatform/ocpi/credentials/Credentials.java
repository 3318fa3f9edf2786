package org.ocpiplatform.ocpi.credentials;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.validation.AbsoluteUrl;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/**
 * What one platform gives to another to be called with (OCPI 2.3.0, Credentials object).
 *
 * @param token what the platform that receives this presents to the one that sent it
 * @param url of the sender's versions
 * @param hubPartyId country code and party id of the hub on the sender's platform
 * @param roles all parties of the platform
 */
public record Credentials(
        @NotNull
        @Size(min = 1, max = 64)
        @Pattern(regexp = "[\\x21-\\x7E]*", message = "must be printable ASCII without spaces")
        String token,

        @NotNull @AbsoluteUrl String url,
        @Nullable @Ci(min = 3, max = 5) CiString hubPartyId,
        @NotEmpty List<@NotNull @Valid CredentialsRole> roles,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public Credentials {
        roles = Extensions.listOf(roles);
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < roles.size(); i++) {
            CredentialsRole role = roles.get(i);
            if (role != null
                    && role.role() != null
                    && role.countryCode() != null
                    && role.partyId() != null
                    && !seen.add(role.role() + ":" + role.party().key())) {
                problems.at("roles", i, "role", "must be unique in its list together with its party");
            }
        }
    }

    /** The token is left out: this ends up in logs. */
    @Override
    public String toString() {
        return "Credentials[token=?, url=" + url + ", hubPartyId=" + hubPartyId + ", roles=" + roles + "]";
    }
}
