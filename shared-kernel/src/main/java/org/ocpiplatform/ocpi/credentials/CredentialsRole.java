package org.ocpiplatform.ocpi.credentials;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.Role;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.types.BusinessDetails;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.StorableJson;
import tools.jackson.databind.JsonNode;

/** A party of a platform in one of its roles (OCPI 2.3.0, CredentialsRole class). */
public record CredentialsRole(
        @NotNull Role role,
        @NotNull @Valid BusinessDetails businessDetails,
        @NotNull @Ci(min = 1, max = 3) CiString partyId,
        @NotNull @Ci(min = 2, max = 2) CiString countryCode,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions) {

    public CredentialsRole {
        extensions = Extensions.copyOf(extensions);
    }

    /** The party without its role. */
    @JsonIgnore
    public PartyId party() {
        return new PartyId(countryCode, partyId);
    }
}
