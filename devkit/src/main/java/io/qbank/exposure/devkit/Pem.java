package io.qbank.exposure.devkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** Keys as text. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /** The private key of an entry, PKCS8 in PEM. */
    static String privateKey(Path keystore, String password, String alias) throws IOException {
        try (var in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            Key key = store.getKey(alias, password.toCharArray());
            if (key == null) throw new IOException(keystore + " has no key " + alias);
            Base64.Encoder encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN PRIVATE KEY-----\n" + encoder.encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("cannot read " + keystore, unreadable);
        }
    }
}
