package org.ocpiplatform.api.admin;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Commands;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.changes.Privacy;
import org.ocpiplatform.contract.partners.AccessTokens;
import org.ocpiplatform.contract.readers.ReaderCommand;
import org.ocpiplatform.contract.readers.ReaderCommand.AdmitReader;
import org.ocpiplatform.contract.readers.ReaderCommand.ReplaceReaderToken;
import org.ocpiplatform.contract.readers.ReaderCommand.RevokeReader;
import org.ocpiplatform.contract.readers.ReaderId;
import org.ocpiplatform.contract.readers.ReaderKind;
import org.ocpiplatform.contract.readers.ReaderQuery.FindReader;
import org.ocpiplatform.contract.readers.ReaderQuery.ListReaders;
import org.ocpiplatform.contract.readers.ReaderView;
import org.ocpiplatform.contract.secrets.SealedSecret;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How administrators let consumers and auditors read, and stop them. */
@Component
final class ReaderAccess {

    private static final String PROJECTION = "readers";

    private final Commands commands;
    private final Queries queries;
    private final AccessTokens tokens;

    ReaderAccess(Commands commands, Queries queries, AccessTokens tokens) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
    }

    /**
     * The answer that holds a token.
     *
     * @param token what the reader presents to us; nowhere else in clear
     */
    record Issued(String id, String token) {

        /** The token is left out: this ends up in logs. */
        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    ResponseEntity<Issued> admit(
            ReaderKind kind, String name, List<String> modules, Privacy privacy, @Nullable SealedSecret pseudonymKey) {
        if (name.isBlank()) {
            throw Rejection.invalid("name must not be blank");
        }
        ReaderId id = new ReaderId(UUID.randomUUID().toString());
        String token = tokens.issue();
        return answer(
                        HttpStatus.CREATED,
                        new AdmitReader(
                                id, kind, name.strip(), modules, privacy, AccessTokens.hash(token), pseudonymKey))
                .body(new Issued(id.value(), token));
    }

    ResponseEntity<Issued> replaceToken(ReaderKind kind, String id) {
        String token = tokens.issue();
        return answer(HttpStatus.OK, new ReplaceReaderToken(new ReaderId(id), kind, AccessTokens.hash(token)))
                .body(new Issued(id, token));
    }

    ResponseEntity<Void> revoke(ReaderKind kind, String id) {
        return answer(HttpStatus.NO_CONTENT, new RevokeReader(new ReaderId(id), kind))
                .build();
    }

    List<ReaderView> all(ReaderKind kind) {
        return queries.list(new ListReaders(kind), ReaderView.class);
    }

    ReaderView one(ReaderKind kind, String id) {
        return queries.optional(new FindReader(new ReaderId(id)), ReaderView.class)
                .filter(reader -> reader.kind() == kind)
                .orElseThrow(() -> Rejection.notFound(kind.noun()));
    }

    /** Until the projection shows it, a new token would not work yet, and an old one still would. */
    private ResponseEntity.BodyBuilder answer(HttpStatus status, ReaderCommand command) {
        String request = UUID.randomUUID().toString();
        WriteResult result = commands.send(
                command,
                Map.of(MessageOrigin.REQUEST_ID, request, MessageOrigin.CORRELATION_ID, request),
                WriteResult.class);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return commands.shown(PROJECTION, result) ? answer : answer.header(Commands.BEHIND, "true");
    }
}
