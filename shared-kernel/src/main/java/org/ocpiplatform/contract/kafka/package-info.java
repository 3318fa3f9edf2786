/** Questions about the publication of changes to Kafka. */
@NullMarked
package org.ocpiplatform.contract.kafka;

import org.jspecify.annotations.NullMarked;
