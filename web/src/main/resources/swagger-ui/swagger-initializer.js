// Goes before the file of this name in the library Swagger UI, which shows another project's document.
window.onload = () => {
  window.ui = SwaggerUIBundle({
    url: "/api/openapi",
    validatorUrl: "", // the document goes to no other server
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: "StandaloneLayout",
  });
};
