/** Publishes changes of OCPI objects to Kafka as CloudEvents, in a processing group of its own. */
@NullMarked
package org.ocpiplatform.read.kafka;

import org.jspecify.annotations.NullMarked;
