package org.ocpiplatform.write.backoffice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ocpiplatform.contract.files.PrivateFiles;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.stereotype.Component;

/**
 * Leaves each notice in a file of its own, {@code <company>.json}, that only this user can read; those who run the
 * platform pass it on and delete it. A company that was refused in the end may have a file too.
 */
@Component
final class NoticeFiles implements CpoOwnerNotices {

    private final Path directory;
    private final SecretSeal seal;

    NoticeFiles(NoticeSettings settings, SecretSeal seal) {
        this.directory = settings.directory();
        this.seal = seal;
    }

    @Override
    public void initialPassword(InitialPassword notice) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("cpo_owner_id", notice.cpoOwnerId().value());
        content.put("party", notice.party().toString());
        content.put("cpo_owner_name", notice.name());
        content.put("username", notice.username());
        content.put("contact_email", notice.email());
        content.put("initial_password", seal.open(notice.password()));
        Path file = directory.resolve(URLEncoder.encode(notice.cpoOwnerId().value(), StandardCharsets.UTF_8) + ".json");
        try {
            PrivateFiles.write(file, OcpiJson.mapper().writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException("The notice " + file + " cannot be written", e);
        }
    }
}
