package dev.stanch.capture.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * With what this side proves over TLS who it is.
 *
 * @param certificate PEM file: the certificate, then those that signed it
 * @param key PEM file with its private key, not encrypted: PKCS#8, or RSA's older PKCS#1
 */
public record ClientCertificate(Path certificate, Path key) {
    private static final String[] KINDS = {"RSA", "EC", "EdDSA"};

    public KeyManager[] managers() throws GeneralSecurityException, IOException {
        Certificate[] chain;
        try (InputStream in = Files.newInputStream(certificate)) {
            chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(Certificate[]::new);
        }
        if (chain.length == 0) {
            throw new IOException(certificate + ": no certificate in it");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", privateKey(), new char[0], chain);
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private PrivateKey privateKey() throws GeneralSecurityException, IOException {
        String pem = Files.readString(key, StandardCharsets.ISO_8859_1);
        byte[] pkcs1 = block(pem, "RSA PRIVATE KEY");
        byte[] der = pkcs1.length > 0 ? rsaAsPkcs8(pkcs1) : block(pem, "PRIVATE KEY");
        if (der.length == 0) {
            throw new IOException(
                    key
                            + ": no readable private key in it; write it as PKCS#8"
                            + " (openssl pkcs8 -topk8 -nocrypt)");
        }
        for (String kind : KINDS) {
            @Nullable PrivateKey found = ofKind(kind, der);
            if (found != null) {
                return found;
            }
        }
        throw new IOException(key + ": a key of an unknown kind; give one of RSA, EC or Ed25519");
    }

    /** The key names its kind, which that kind's factory alone can read. */
    private static @Nullable PrivateKey ofKind(String kind, byte[] der)
            throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException e) {
            return null;
        }
    }

    private static byte[] block(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----", Math.max(from, 0));
        return from < 0 || to < 0
                ? new byte[0]
                : Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** PKCS#8 is PKCS#1 in an envelope: version 0, the algorithm's name, the key as octets. */
    private static byte[] rsaAsPkcs8(byte[] pkcs1) {
        byte[] version = {2, 1, 0};
        byte[] rsaEncryption = {
            0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
        };
        return tagged(0x30, version, rsaEncryption, tagged(4, pkcs1));
    }

    /** One DER value: tag, length, content. */
    private static byte[] tagged(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 128) {
            out.write(length);
        } else {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
