package org.ocpiplatform.read.projection;

import com.mongodb.client.MongoDatabase;

/** The collections of the read store. */
@FunctionalInterface
public interface DocumentCollections {

    /** The collection of a name, which need not exist yet. */
    DocumentCollection named(String name);

    /** Those of a database, through MongoDB's driver. */
    static DocumentCollections of(MongoDatabase database) {
        return name -> new DriverCollection(database.getCollection(name));
    }
}
