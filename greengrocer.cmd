@echo off
rem Greengrocer's launcher for Windows, in a clone: builds what is missing, then runs the program. The shell launcher
rem beside it also rebuilds what is out of date and keeps an archive of classes for a quicker start.
setlocal enabledelayedexpansion

set "home=%~dp0"
set "module=cli"
set "program=command"
set "main=dev.greengrocer.cli.GreengrocerCommand"
if "%~1"=="serve" set "module=web"
if "%~1"=="db" set "module=web"
if "%~1"=="doctor" set "module=web"
if "%~1"=="export" set "module=web"
if "%module%"=="web" set "program=server"
if "%module%"=="web" set "main=dev.greengrocer.web.command.GreengrocerWeb"
set "tuning="
if "%~1"=="predict" set "tuning=-XX:TieredStopAtLevel=1"
if "%~1"=="export" set "tuning=-XX:TieredStopAtLevel=4 -Xmx128m"
set "target=%home%%module%\target"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo greengrocer: no Java found; install JDK 17 or newer and put it on the PATH or set JAVA_HOME 1>&2
  exit /b 2
)

if not exist "%target%\.built" (
  echo greengrocer: building ^(the first time downloads some hundred MB of libraries^)... 1>&2
  pushd "%home%"
  call mvnw.cmd -B -q -pl %module% -am package -DskipTests 1>&2
  if errorlevel 1 (
    popd
    echo greengrocer: the build failed; its output is above 1>&2
    exit /b 1
  )
  popd
  type nul > "%target%\.built"
)

set "jar="
for %%f in ("%target%\greengrocer-%module%-*.jar") do set "jar=%%~f"
set "options=%home%distribution\src\package\conf\%program%.options"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"

"%java%" "@%options%" -Dfile.encoding=UTF-8 -Dgreengrocer.home="%home%." %tuning% %GREENGROCER_JAVA_OPTS% -cp "%target%\lib\*;%jar%" %main% %*
exit /b %errorlevel%
