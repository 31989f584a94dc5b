package io.qbank.exposure.counter.store;

import io.qbank.exposure.counter.tally.Session;
import io.qbank.exposure.counter.tally.SessionKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The sessions of a task: one value each. */
public final class SessionStore extends WriteBehindStore<SessionKey, Session> {
    SessionStore(KeyValueStore<Bytes, byte[]> stored, CacheBudget budget) {
        super(stored, budget);
    }

    @Override
    byte[] keyBytes(SessionKey key) {
        return key.toBytes();
    }

    @Override
    SessionKey parseKey(byte[] bytes) {
        return SessionKey.parse(bytes);
    }

    @Override
    byte[] valueBytes(Session session) {
        return session.toBytes();
    }

    @Override
    Session parse(SessionKey key, byte[] bytes) {
        return Session.parse(bytes);
    }

    @Override
    int weight(SessionKey key, Session session) {
        return key.weight() + session.weight();
    }
}
