package org.ocpiplatform.write.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.contract.backoffice.CpoOwnerId;
import org.ocpiplatform.contract.secrets.SecretSeal;
import org.ocpiplatform.ocpi.PartyId;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.write.backoffice.CpoOwnerNotices.InitialPassword;

class NoticeFilesIT {

    private final SecureRandom random = new SecureRandom();
    private final SecretSeal seal = new SecretSeal(SecretSeal.newKey(random), random);

    @TempDir
    private Path directory;

    @Test
    void aNoticeIsAFileWithAllThatTheCompanyMustKnow() throws Exception {
        notices(directory).initialPassword(notice("c1", "EXA", "secret-1"));

        assertThat(files()).containsExactly("c1.json");
        assertThat(OcpiJson.mapper().readTree(directory.resolve("c1.json")))
                .isEqualTo(OcpiJson.mapper()
                        .readTree("{\"cpo_owner_id\":\"c1\",\"party\":\"DE-EXA\",\"cpo_owner_name\":\"Exämple\","
                                + "\"username\":\"anna\",\"contact_email\":\"a@example.com\","
                                + "\"initial_password\":\"secret-1\"}"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReadsIt() throws Exception {
        notices(directory).initialPassword(notice("c1", "EXA", "secret-1"));

        assertThat(Files.getPosixFilePermissions(directory.resolve("c1.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aSecondNoticeOfACompanyReplacesTheFirst() throws Exception {
        notices(directory).initialPassword(notice("c1", "EXA", "secret-1"));
        notices(directory).initialPassword(notice("c1", "EXM", "secret-1"));

        assertThat(files()).containsExactly("c1.json");
        assertThat(Files.readString(directory.resolve("c1.json"))).contains("DE-EXM");
    }

    @Test
    void noFileLeavesTheDirectory() throws Exception {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        notices(inside).initialPassword(notice("../c1", "EXA", "secret-1"));

        assertThat(files()).containsExactly("inside");
    }

    @Test
    void aNoticeThatCannotBeWrittenFailsWithoutItsPassword() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(
                        () -> notices(directory.resolve("missing")).initialPassword(notice("c1", "EXA", "secret-1")))
                .satisfies(failure -> assertThat(failure.getMessage() + failure.getCause())
                        .contains("c1.json")
                        .doesNotContain("secret-1"));
    }

    private CpoOwnerNotices notices(Path into) {
        return new NoticeFiles(new NoticeSettings(into), seal);
    }

    private InitialPassword notice(String id, String partyId, String password) {
        return new InitialPassword(
                new CpoOwnerId(id), PartyId.of("DE", partyId), "Exämple", "anna", "a@example.com", seal.seal(password));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
