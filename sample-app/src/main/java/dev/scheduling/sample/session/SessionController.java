package dev.scheduling.sample.session;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SessionController {

	private final SessionRegistry sessions;

	SessionController(SessionRegistry sessions) {
		this.sessions = sessions;
	}

	@PostMapping("/api/v1/sessions")
	@ResponseStatus(HttpStatus.CREATED)
	Session create() {
		return this.sessions.create();
	}

}
