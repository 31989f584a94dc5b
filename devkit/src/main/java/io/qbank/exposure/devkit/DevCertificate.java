package io.qbank.exposure.devkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for a server on 127.0.0.1 that signs itself, made by the JDK's keytool once a directory. For tests only: its
 * password is no secret.
 *
 * @param keystore PKCS12, with key and certificate
 * @param authority PEM, what a client trusts
 * @param key PEM, the unencrypted private key, as PostgreSQL wants it
 */
public record DevCertificate(Path keystore, Path authority, Path key, String password) {
    private static final String PASSWORD = "for-tests-only";
    private static final long PATIENCE_SECONDS = 60;

    /** The directory's certificate, made when missing. */
    public static DevCertificate in(Path directory) {
        Path keystore = directory.toAbsolutePath().resolve("server.p12");
        Path authority = directory.toAbsolutePath().resolve("ca.pem");
        Path key = directory.toAbsolutePath().resolve("server.key");
        DevCertificate certificate = new DevCertificate(keystore, authority, key, PASSWORD);
        if (Files.exists(key)) return certificate;
        try {
            Files.createDirectories(directory);
            certificate.make();
            return certificate;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make a certificate in " + directory, failed);
        }
    }

    private void make() throws IOException {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12");
        keytool("-exportcert", "-alias", "server", "-rfc", "-file", authority.toString());
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, Pem.privateKey(keystore, PASSWORD, "server"));
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keystore.toString(), "-storepass", PASSWORD));
        Path log = keystore.resolveSibling("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException("keytool failed: " + Files.readString(log));
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", interrupted);
        }
    }
}
