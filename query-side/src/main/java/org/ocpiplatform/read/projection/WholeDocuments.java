package org.ocpiplatform.read.projection;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import java.util.concurrent.TimeUnit;
import org.bson.BsonReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.configuration.CodecRegistries;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.Rejection;

/** The documents of a projection as its queries read them: whole, wherever the store has their fields. */
final class WholeDocuments {

    /** A document is replaced, or a projection switched over, in less than all of them together take. */
    private static final int ATTEMPTS = 100;

    private static final int PAUSE_MILLIS = 20;

    private final MongoCollection<Document> stored;
    private final MongoCollection<Document> whole;
    private final Overflow overflow;

    WholeDocuments(MongoCollection<Document> stored, Overflow overflow) {
        this.stored = stored;
        this.overflow = overflow;
        this.whole = stored.withCodecRegistry(CodecRegistries.fromRegistries(
                CodecRegistries.fromCodecs(new Completing()), stored.getCodecRegistry()));
    }

    /** Whose documents are whole where a find returns them. */
    MongoCollection<Document> collection() {
        return whole;
    }

    /**
     * A document with all of its fields: those that it had when it was read, or has by now.
     *
     * @throws Rejection if they cannot be found
     */
    Document whole(Document document) {
        @Nullable Document current = document;
        for (int i = 0; i < ATTEMPTS && current != null; i++) {
            if (overflow.complete(current)) {
                return current;
            }
            pause();
            current = stored.find(eq(Fields.ID, document.getString(Fields.ID))).first();
        }
        throw new Rejection(
                Rejection.Code.UNAVAILABLE, "an object is being replaced, or incomplete; try again in a moment");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
    }

    /** So that no reader needs to know which documents are spread. */
    private final class Completing extends DocumentCodec {

        @Override
        public Document decode(BsonReader reader, DecoderContext context) {
            Document document = super.decode(reader, context);
            return Overflow.isSpread(document) ? whole(document) : document;
        }
    }
}
