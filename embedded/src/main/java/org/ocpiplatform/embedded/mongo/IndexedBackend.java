package org.ocpiplatform.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;

/** The databases of the server. */
final class IndexedBackend extends AbstractMongoBackend {

    private final Journal journal;

    IndexedBackend(Journal journal) {
        this.journal = journal;
    }

    /** Puts back what was read from the journal. */
    void restore(Recovery recovery) {
        recovery.collections()
                .values()
                .forEach(collection -> database(collection.name())
                        .restore(Utils.getCollectionNameFromFullName(collection.name()), collection));
    }

    @Override
    protected IndexedDatabase openOrCreateDatabase(String databaseName) {
        return new IndexedDatabase(databaseName, getCursorRegistry(), journal);
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (command.equals("renameCollection") && query.get("to") instanceof String target) {
            return database(target).whileRenaming(() -> super.handleCommand(channel, databaseName, command, query));
        }
        if (command.equals("hello")) {
            Document answer = super.handleCommand(channel, databaseName, "ismaster", query);
            return answer.append("isWritablePrimary", true);
        }
        return super.handleCommand(channel, databaseName, command, query);
    }

    /** The database of a namespace, which is a database's name, perhaps with a dot and a collection's name behind it. */
    IndexedDatabase database(String namespace) {
        return (IndexedDatabase) resolveDatabase(Utils.getDatabaseNameFromFullName(namespace));
    }
}
