package org.ocpiplatform.ocpi.locations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import jakarta.validation.Valid;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.json.Extensions;
import org.ocpiplatform.ocpi.tokens.TokenType;
import org.ocpiplatform.ocpi.validation.Ci;
import org.ocpiplatform.ocpi.validation.Problems;
import org.ocpiplatform.ocpi.validation.SelfChecked;
import org.ocpiplatform.ocpi.validation.StorableJson;
import org.ocpiplatform.ocpi.validation.Text;
import tools.jackson.databind.JsonNode;

/**
 * Holders of tokens who may see a location that is not public (OCPI 2.3.0, PublishTokenType class).
 *
 * @param type of the token with the uid
 * @param issuer of the tokens with the visual number
 */
public record PublishTokenType(
        @Nullable @Ci(min = 1, max = 36) CiString uid,
        @Nullable @Valid TokenType type,
        @Nullable @Text(max = 64) String visualNumber,
        @Nullable @Text(max = 64) String issuer,
        @Nullable @Ci(min = 1, max = 36) CiString groupId,
        @JsonAnySetter @JsonAnyGetter @StorableJson Map<String, JsonNode> extensions)
        implements SelfChecked {

    public PublishTokenType {
        extensions = Extensions.copyOf(extensions);
    }

    @Override
    public void check(Problems problems) {
        if (uid == null && visualNumber == null && groupId == null) {
            problems.at("uid", "must be given where visual_number and group_id are absent");
        }
        if (uid != null && type == null) {
            problems.at("type", "must be given where uid is");
        }
        if (visualNumber != null && issuer == null) {
            problems.at("issuer", "must be given where visual_number is");
        }
    }
}
