package org.ocpiplatform.write.reservations;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.contract.reservations.ReservationCommand.ExpireReservation;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationExpired;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationHeld;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReleased;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationReplaced;
import org.ocpiplatform.contract.reservations.ReservationEvent.ReservationUsed;
import org.ocpiplatform.contract.reservations.ReservationId;
import org.ocpiplatform.write.Sagas;
import org.ocpiplatform.write.Steps;

/**
 * Lets a reservation end at its time. Stored under its name, so it keeps it. A deadline that was replaced still comes
 * and finds that it is not meant any more.
 */
@Saga(sagaStore = "sagaStore")
@ProcessingGroup(Sagas.RESERVATIONS)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.PUBLIC_ONLY)
public final class ReservationSaga {

    static final String EXPIRY = "reservation-expiry";

    private static final String ID = "reservationId";

    private @Nullable String correlationId;

    /** A saga that has seen nothing. */
    public ReservationSaga() {}

    /** When what a reservation holds ends. */
    record Expiry(ReservationId reservationId, Instant expiryDate) {}

    @StartSaga
    @SagaEventHandler(associationProperty = ID)
    void on(
            ReservationHeld event,
            @MetaDataValue(MessageOrigin.CORRELATION_ID) @Nullable String correlation,
            DeadlineManager deadlines) {
        correlationId = correlation;
        schedule(new Expiry(event.reservationId(), event.hold().expiryDate()), deadlines);
    }

    @SagaEventHandler(associationProperty = ID)
    void on(ReservationReplaced event, DeadlineManager deadlines) {
        schedule(new Expiry(event.reservationId(), event.hold().expiryDate()), deadlines);
    }

    private static void schedule(Expiry expiry, DeadlineManager deadlines) {
        deadlines.schedule(expiry.expiryDate(), EXPIRY, expiry);
    }

    @DeadlineHandler(deadlineName = EXPIRY)
    void expire(Expiry expiry, Steps steps) {
        steps.take(
                new ExpireReservation(expiry.reservationId(), expiry.expiryDate()),
                correlationId == null ? Map.of() : Map.of(MessageOrigin.CORRELATION_ID, correlationId),
                WriteResult.class);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = ID)
    void on(ReservationReleased event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = ID)
    void on(ReservationUsed event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = ID)
    void on(ReservationExpired event) {}
}
