package dev.stanch.capture.fetch;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.target.Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** Whom to trust over TLS. */
final class Tls {
    private Tls() {}

    /** For a target over plain HTTP nothing is loaded before a redirect asks for it. */
    static TlsSocketStrategy strategy(Access access, String scheme) throws CaptureException {
        boolean plain =
                scheme.equals("http")
                        && access.caFile() == null
                        && access.clientCertificate() == null
                        && !access.insecure();
        if (plain) {
            return (socket, host, port, attachment, context) ->
                    DefaultClientTlsStrategy.createDefault()
                            .upgrade(socket, host, port, attachment, context);
        }
        try {
            if (access.insecure()) {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys(access), new TrustManager[] {new TrustAll()}, null);
                return new DefaultClientTlsStrategy(
                        context, HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
            }
            SSLContext context = context(access);
            return new DefaultClientTlsStrategy(
                    context,
                    HostnameVerificationPolicy.BOTH,
                    HttpsSupport.getDefaultHostnameVerifier());
        } catch (GeneralSecurityException | IOException e) {
            throw new CaptureException(
                    Problem.TLS,
                    access.caFile() == null ? "TLS" : access.caFile().toString(),
                    "no usable certificates (" + Words.of(e) + "); give a file of PEM certificates",
                    e);
        }
    }

    private static SSLContext context(Access access) throws GeneralSecurityException, IOException {
        if (access.caFile() == null && access.clientCertificate() == null) {
            return SSLContext.getDefault();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys(access), access.caFile() == null ? null : trusting(access.caFile()), null);
        return context;
    }

    private static KeyManager @Nullable [] keys(Access access)
            throws GeneralSecurityException, IOException {
        return access.clientCertificate() == null ? null : access.clientCertificate().managers();
    }

    private static TrustManager[] trusting(Path caFile)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(caFile)) {
            int i = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + i++, certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException("no certificate in it");
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
